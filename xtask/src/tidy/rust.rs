//! Just enough reading of Rust: code without comments and literals, its words, and the paths it takes from its own crate.

/// `source` with comments, strings and characters blanked out; every other character keeps its line.
pub(super) fn code_only(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' | 'b' if !code.ends_with(is_word) => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        let length = if skipped > 0 { skipped } else { first.len_utf8() };
        let (part, after) = rest.split_at(length);
        if skipped > 0 {
            code.extend(part.chars().map(|c| if c == '\n' { c } else { ' ' }));
        } else {
            code.push_str(part);
        }
        rest = after;
    }
    code
}

/// Length of the comment at the start of `text`; comments nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        match rest {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Length of the string at the start of `text`.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the raw string (`r"…"`, `br#"…"#`) at the start of `text`, 0 when there is none.
fn raw_string(text: &str) -> usize {
    let after = text.strip_prefix('b').unwrap_or(text);
    let Some(after) = after.strip_prefix('r') else { return 0 };
    let hashes = after.len() - after.trim_start_matches('#').len();
    if !after[hashes..].starts_with('"') {
        return 0;
    }
    let start = text.len() - after.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    text[start..].find(&end).map_or(text.len(), |at| start + at + end.len())
}

/// Length of the character literal at the start of `text`, 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Lines (from 1) on which `word` stands alone in `code`.
pub(super) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let has = |line: &str| line.split(|c| !is_word(c)).any(|found| found == word);
    code.lines().enumerate().filter(|(_, line)| has(line)).map(|(at, _)| at + 1).collect()
}

/// What `code` takes from the top of its own crate: line and first name, also out of `use crate::{a, b::c}`.
pub(super) fn crate_paths(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(is_word) || code[..at].ends_with('$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let path = &code[at + "crate::".len()..];
        match path.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group).into_iter().map(|(down, name)| (line + down, name))),
            None => found.push((line, head(path))),
        }
    }
    found
}

fn head(path: &str) -> &str {
    &path[..path.find(|c| !is_word(c)).unwrap_or(path.len())]
}

/// The first names of `a, b::{c, d}, e}`, with how many lines down each stands.
fn group_heads(group: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut fresh, mut down) = (0_usize, true, 0);
    let mut heads = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' => fresh = fresh || depth == 0,
            '\n' => down += 1,
            _ if fresh && is_word(c) => {
                heads.push((down, head(&group[at..])));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blank_and_lines_stay() {
        let source = "let a = \"x // \\\" y\"; // ort\n/* ort /* ort */ */ let b = r#\"ort \" \"#;\nlet c = 'o'; let d: &'ort str;";
        let code = code_only(source);
        assert_eq!(code.lines().count(), 3);
        assert_eq!(lines_with(&code, "ort"), [3], "{code}");
        assert!(code.contains("let b =") && code.contains("let d: &'ort str"), "{code}");
    }

    #[test]
    fn escaped_characters_end_where_they_end() {
        let code = code_only(r"let a = ['\'', '\\', '\u{1F600}', '“', b'\n']; let ort = 1;");
        assert_eq!(lines_with(&code, "ort"), [1], "{code}");
        assert!(!code.contains("1F600") && !code.contains('“'), "{code}");
    }

    #[test]
    fn a_word_is_not_part_of_another() {
        assert!(lines_with("import sort ort_x", "ort").is_empty());
        assert_eq!(lines_with("a\nuse ort::Session;", "ort"), [2]);
    }

    #[test]
    fn paths_are_found_in_groups_and_alone() {
        let code = "use crate::scan::Scan;\nuse crate::{\n    dto::{Face, scan},\n    decide,\n};\nlet x = crate::files::go();";
        assert_eq!(crate_paths(code), [(1, "scan"), (3, "dto"), (4, "decide"), (6, "files")]);
        assert!(crate_paths("mycrate::scan; $crate::x").is_empty());
    }
}
