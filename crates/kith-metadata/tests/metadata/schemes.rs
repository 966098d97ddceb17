//! What each scheme says, however its RDF is written.

use kith_domain::UnitRect;
use kith_metadata::{PeopleMetadata, Scheme, Shape, read_sidecar};

use crate::packets::{Style, bag, is_close, mp, mp_item, mwg, mwg_item, packet, somewhere};

const SHAPE: Shape = Shape { width: 400, height: 200, orientation: kith_domain::Orientation::Normal };

fn read(properties: &str) -> PeopleMetadata {
    read_sidecar(packet(properties).as_bytes(), Some(SHAPE), &[]).unwrap()
}

fn rect(x: f32, y: f32, w: f32, h: f32) -> UnitRect {
    UnitRect::new(x, y, w, h).unwrap()
}

#[test]
fn every_style_of_rdf_says_the_same() {
    for style in Style::ALL {
        let found = read(&mwg(None, &[mwg_item(style, Some("Anna"), Some("Face"), somewhere())]));
        let [region] = found.regions.as_slice() else { panic!("{style:?}: {found:?}") };
        assert_eq!((region.name.as_deref(), region.kind.as_str()), (Some("Anna"), "Face"));
        assert_eq!((region.scheme, region.is_person), (Scheme::Mwg, true));
        assert!(is_close(region.rect, somewhere()), "{style:?}: {:?}", region.rect);
        let found = read(&mp(&[mp_item(style, Some("Anna"), Some(somewhere()))]));
        let [region] = found.regions.as_slice() else { panic!("{style:?}: {found:?}") };
        assert_eq!((region.name.as_deref(), region.scheme), (Some("Anna"), Scheme::Microsoft));
        assert!(is_close(region.rect, somewhere()), "{style:?}: {:?}", region.rect);
    }
}

#[test]
fn fields_may_be_attributes_of_the_item_itself() {
    let item = r#"<rdf:li mwg-rs:Name="Anna" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.25" stArea:y="0.3125"
        stArea:w="0.25" stArea:h="0.125"/></rdf:li>"#;
    let found = read(&mwg(None, &[item.to_owned()]));
    assert!(is_close(found.regions[0].rect, somewhere()));
    assert_eq!(found.regions[0].name.as_deref(), Some("Anna"));
}

#[test]
fn only_faces_are_people_and_nothing_is_left_out() {
    let kinds = [Some("Face"), None, Some("Pet"), Some("Focus"), Some("BarCode")];
    let items = kinds.map(|kind| mwg_item(Style::Resource, Some("Rex"), kind, somewhere()));
    let found = read(&mwg(None, &items));
    let seen: Vec<_> = found.regions.iter().map(|region| (region.kind.as_str(), region.is_person)).collect();
    assert_eq!(seen, [("Face", true), ("Face", true), ("Pet", false), ("Focus", false), ("BarCode", false)]);
}

#[test]
fn nameless_regions_do_not_hide_those_behind_them() {
    let items =
        [None, Some(" "), Some(" Anna ")].map(|name| mwg_item(Style::Resource, name, Some("Face"), somewhere()));
    let names: Vec<_> = read(&mwg(None, &items)).regions.into_iter().map(|region| region.name).collect();
    assert_eq!(names, [None, None, Some("Anna".to_owned())]);
}

#[test]
fn circles_points_and_pixels_are_understood() {
    let item = |area: &str| {
        format!("<rdf:li rdf:parseType=\"Resource\"><mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Area {area}/></rdf:li>")
    };
    let circle = item(r#"stArea:x="0.5" stArea:y="0.5" stArea:d="0.2""#);
    let point = item(r#"stArea:x="0.5" stArea:y="0.5""#);
    let pixels = item(r#"stArea:x="100" stArea:y="50" stArea:w="40" stArea:h="20" stArea:unit="pixel""#);
    let nonsense = item(r#"stArea:x="inf" stArea:y="NaN" stArea:w="0" stArea:h="-1""#);
    let rects: Vec<_> = read(&mwg(None, &[circle, point, pixels.clone(), nonsense]))
        .regions
        .into_iter()
        .map(|region| region.rect)
        .collect();
    assert_eq!(rects.len(), 2);
    assert!(is_close(rects[0], rect(0.4, 0.3, 0.2, 0.4)), "{:?}", rects[0]);
    assert!(is_close(rects[1], rect(0.2, 0.2, 0.1, 0.1)), "{:?}", rects[1]);
    let larger = read(&mwg(Some((800, 400)), &[pixels])).regions[0].rect;
    assert!(is_close(larger, rect(0.1, 0.1, 0.05, 0.05)), "{larger:?}");
}

#[test]
fn a_name_without_a_place_is_somebody_in_the_photo() {
    let properties =
        mp(&[mp_item(Style::Resource, Some("Ben"), None), mp_item(Style::Resource, Some("Anna"), Some(somewhere()))])
            + &bag("Iptc4xmpExt:PersonInImage", &["Anna", "ben", "Cleo", "Cleo"]);
    let found = read(&properties);
    assert_eq!(found.regions.len(), 1);
    assert_eq!(found.names, ["Ben", "Anna", "ben", "Cleo", "Cleo"]);
    assert_eq!(found.persons(), ["Ben", "Cleo"]);
}

fn iptc(boundary: &str, rest: &str) -> String {
    format!(
        "<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType=\"Resource\"><Iptc4xmpExt:RegionBoundary \
         rdf:parseType=\"Resource\">{boundary}</Iptc4xmpExt:RegionBoundary>{rest}</rdf:li></rdf:Bag>\
         </Iptc4xmpExt:ImageRegion>"
    )
}

fn boundary(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("<Iptc4xmpExt:{name}>{value}</Iptc4xmpExt:{name}>"))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn regions_of_the_iptc_have_three_shapes_and_two_units() {
    let rectangle = boundary(&[
        ("rbShape", "rectangle"),
        ("rbUnit", "relative"),
        ("rbX", "0.1"),
        ("rbY", "0.2"),
        ("rbW", "0.3"),
        ("rbH", "0.4"),
    ]);
    let pixels = boundary(&[
        ("rbShape", "rectangle"),
        ("rbUnit", "pixel"),
        ("rbX", "40"),
        ("rbY", "40"),
        ("rbW", "120"),
        ("rbH", "80"),
    ]);
    let circle =
        boundary(&[("rbShape", "circle"), ("rbUnit", "relative"), ("rbX", "0.5"), ("rbY", "0.5"), ("rbRx", "0.1")]);
    let corner = |x: &str, y: &str| {
        format!("<rdf:li rdf:parseType=\"Resource\">{}</rdf:li>", boundary(&[("rbX", x), ("rbY", y)]))
    };
    let corners = [corner("0.1", "0.6"), corner("0.4", "0.2"), corner("0.3", "0.5")].concat();
    let polygon = boundary(&[("rbShape", "polygon"), ("rbUnit", "relative")])
        + &format!("<Iptc4xmpExt:rbVertices><rdf:Seq>{corners}</rdf:Seq></Iptc4xmpExt:rbVertices>");
    let person = bag("Iptc4xmpExt:PersonInImage", &["Anna"]);
    for (shape, expected) in [
        (rectangle, rect(0.1, 0.2, 0.3, 0.4)),
        (pixels, rect(0.1, 0.2, 0.3, 0.4)),
        (circle, rect(0.4, 0.3, 0.2, 0.4)),
        (polygon, rect(0.1, 0.2, 0.3, 0.4)),
    ] {
        let found = read(&iptc(&shape, &person));
        let region = &found.regions[0];
        assert!(is_close(region.rect, expected), "{shape}: {:?}", region.rect);
        assert_eq!((region.name.as_deref(), region.scheme, region.is_person), (Some("Anna"), Scheme::Iptc, true));
    }
}

#[test]
fn a_region_of_the_iptc_is_what_it_says_it_is() {
    let shape = boundary(&[("rbShape", "rectangle"), ("rbX", "0.1"), ("rbY", "0.2"), ("rbW", "0.3"), ("rbH", "0.4")]);
    let title = "<Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang=\"fr\">Le chat</rdf:li><rdf:li xml:lang=\"x-default\">The cat</rdf:li></rdf:Alt></Iptc4xmpExt:Name>";
    let kind = |word: &str| {
        format!(
            "<Iptc4xmpExt:rCtype><rdf:Bag><rdf:li rdf:parseType=\"Resource\"><xmp:Identifier><rdf:Bag>\
             <rdf:li>http://cv.iptc.org/newscodes/imageregiontype/{word}</rdf:li></rdf:Bag></xmp:Identifier></rdf:li></rdf:Bag></Iptc4xmpExt:rCtype>"
        )
    };
    let seen = |rest: &str| {
        let region = read(&iptc(&shape, rest)).regions.remove(0);
        (region.name, region.kind, region.is_person)
    };
    let cat = Some("The cat".to_owned());
    assert_eq!(seen(&format!("{title}{}", kind("animal"))), (cat.clone(), "animal".to_owned(), false));
    assert_eq!(seen(&format!("{title}{}", kind("human"))), (cat.clone(), "Face".to_owned(), true));
    assert_eq!(seen(title), (cat, "Face".to_owned(), true));
    assert_eq!(seen(""), (None, "Face".to_owned(), true));
}

#[test]
fn apples_notes_make_a_region_apples() {
    let item = r#"<rdf:li rdf:parseType="Resource"><mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.25</stArea:x>
        <stArea:y>0.3125</stArea:y><stArea:w>0.25</stArea:w><stArea:h>0.125</stArea:h></mwg-rs:Area>
        <mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Extensions rdf:parseType="Resource"><apple-fi:AngleInfoYaw>270</apple-fi:AngleInfoYaw>
        <apple-fi:FaceID>4</apple-fi:FaceID></mwg-rs:Extensions></rdf:li>"#;
    let found = read(&mwg(None, &[item.to_owned()]));
    assert_eq!((found.regions[0].scheme, found.regions[0].name.as_deref()), (Scheme::Apple, None));
    assert!(is_close(found.regions[0].rect, somewhere()));
}

#[test]
fn signs_and_entities_in_names_are_resolved() {
    let item = mwg_item(Style::Attributes, Some("A &amp; B &lt;&#x41;&gt; &quot;Zoë&quot;"), None, somewhere());
    assert_eq!(read(&mwg(None, &[item])).regions[0].name.as_deref(), Some("A & B <A> \"Zoë\""));
    let item = mwg_item(Style::Resource, Some("<![CDATA[A & B]]>"), None, somewhere());
    assert_eq!(read(&mwg(None, &[item])).regions[0].name.as_deref(), Some("A & B"));
}

#[test]
fn a_packet_tells_its_program_and_its_shape() {
    let found = read_sidecar(packet(&mwg(Some((640, 480)), &[])).as_bytes(), None, &[]).unwrap();
    assert_eq!((found.shape.width, found.shape.height), (640, 480));
    // The packet of the tests names a toolkit, which is no program that anybody uses.
    assert_eq!(found.program, None);
    let told = "<tiff:ImageWidth>300</tiff:ImageWidth><tiff:ImageLength>200</tiff:ImageLength>\
                <tiff:Orientation>6</tiff:Orientation><xmp:CreatorTool>A Program</xmp:CreatorTool>";
    let found = read_sidecar(packet(told).as_bytes(), None, &[]).unwrap();
    assert_eq!((found.shape.upright(), found.program.as_deref()), ((200, 300), Some("A Program")));
    assert_eq!(read_sidecar(packet("").as_bytes(), None, &[]).unwrap().shape, Shape::default());
}
