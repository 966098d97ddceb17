//! Just enough reading of TypeScript and Svelte: what a file imports.

use super::join;

/// One import or re-export.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import<'a> {
    /// From 1
    pub(super) line: usize,
    /// As written between the quotes
    pub(super) specifier: &'a str,
    /// `import type`: gone when the program runs
    pub(super) is_type: bool,
}

/// The imports of a source file: static, dynamic and re-exports.
pub(super) fn imports(source: &str) -> Vec<Import<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, line) in source.split_inclusive('\n').enumerate() {
        let statement = &source[start + line.len() - line.trim_start().len()..];
        if let Some(import) = ["import", "export"].into_iter().find_map(|word| statically(statement, word)) {
            found.push(Import { line: at + 1, ..import });
        }
        let dynamic = line.match_indices("import(").filter_map(|(column, call)| quoted(&line[column + call.len()..]));
        found.extend(dynamic.map(|specifier| Import { line: at + 1, specifier, is_type: false }));
        start += line.len();
    }
    found
}

/// The import at the start of `statement`, if it begins with `word`.
fn statically<'a>(statement: &'a str, word: &str) -> Option<Import<'a>> {
    let rest = statement.strip_prefix(word)?;
    let clause = &rest[..rest.find(['"', '\''])?];
    let is_import = clause.trim_end().ends_with("from") || (word == "import" && clause.trim().is_empty());
    if !is_import || clause.contains([';', '=', '(']) {
        return None;
    }
    let specifier = quoted(&rest[clause.len()..])?;
    Some(Import { line: 0, specifier, is_type: clause.trim_start().starts_with("type ") })
}

/// The text of the string at the start of `text`.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| ['"', '\'', '`'].contains(c))?;
    text[1..].split_once(quote).map(|(inside, _)| inside)
}

/// The path from the project's root that a relative specifier in `file` names; others name packages.
pub(super) fn resolve(file: &str, specifier: &str) -> Option<String> {
    if specifier.starts_with('.') { join(file, specifier) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specifiers(source: &str) -> Vec<(usize, &str, bool)> {
        imports(source).into_iter().map(|found| (found.line, found.specifier, found.is_type)).collect()
    }

    #[test]
    fn every_form_of_import_is_found() {
        let source = "import a from \"./a\";\nimport type {\n  B,\n} from '../b';\nimport \"./c.css\";\n\
                      export { d } from \"./d\";\n  const e = await import(\"./e\");\nimport * as f from 'pkg';\n";
        let expected = [
            (1, "./a", false),
            (2, "../b", true),
            (5, "./c.css", false),
            (6, "./d", false),
            (7, "./e", false),
            (8, "pkg", false),
        ];
        assert_eq!(specifiers(source), expected);
    }

    #[test]
    fn what_only_looks_like_an_import_is_not_one() {
        assert!(
            imports("export const a = \"./a\";\n// import b from \"./b\"\nexport function f() { return 'x'; }")
                .is_empty()
        );
    }

    #[test]
    fn specifiers_are_resolved_from_their_file() {
        assert_eq!(resolve("ui/src/features/a/A.svelte", "../../ipc/index").as_deref(), Some("ui/src/ipc/index"));
        assert_eq!(resolve("ui/src/a.ts", "./b.svelte").as_deref(), Some("ui/src/b.svelte"));
        assert_eq!(resolve("ui/src/a.ts", "@tauri-apps/api/core"), None);
    }
}
