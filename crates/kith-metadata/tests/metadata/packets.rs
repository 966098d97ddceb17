//! Packets as programs write them.

use kith_domain::UnitRect;

const NAMESPACES: &str = r#"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:MP="http://ns.microsoft.com/photo/1.2/"
 xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:apple-fi="http://ns.apple.com/faceinfo/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
 xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/""#;

/// The ways in which RDF writes one structure.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    /// `parseType="Resource"`, as exiftool and digiKam write.
    Resource,
    /// A description with attributes, as Adobe writes.
    Attributes,
    /// A description with elements.
    Elements,
}

impl Style {
    pub(crate) const ALL: [Self; 3] = [Self::Resource, Self::Attributes, Self::Elements];

    /// A structure of plain fields within an element.
    pub(crate) fn structure(self, element: &str, fields: &[(&str, String)], rest: &str) -> String {
        let elements: String =
            fields.iter().map(|(name, value)| format!("<{name}>{value}</{name}>")).collect::<Vec<_>>().concat();
        let attributes: String =
            fields.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect::<Vec<_>>().concat();
        match self {
            Self::Resource => format!("<{element} rdf:parseType=\"Resource\">{elements}{rest}</{element}>"),
            Self::Attributes => {
                format!("<{element}><rdf:Description{attributes}>{rest}</rdf:Description></{element}>")
            }
            Self::Elements => {
                format!("<{element}><rdf:Description>{elements}{rest}</rdf:Description></{element}>")
            }
        }
    }
}

/// A whole packet around properties.
pub(crate) fn packet(properties: &str) -> String {
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" \
         x:xmptk=\"Some Toolkit 1.0\">\n<rdf:RDF {NAMESPACES}>\n<rdf:Description rdf:about=\"\">{properties}\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// A bag of texts.
pub(crate) fn bag(property: &str, texts: &[&str]) -> String {
    let items: String = texts.iter().map(|text| format!("<rdf:li>{text}</rdf:li>")).collect::<Vec<_>>().concat();
    format!("<{property}><rdf:Bag>{items}</rdf:Bag></{property}>")
}

/// An item of a list of the Metadata Working Group; the rectangle is that which is to be read.
pub(crate) fn mwg_item(style: Style, name: Option<&str>, kind: Option<&str>, rect: UnitRect) -> String {
    let centre = rect.centre();
    let numbers = [("x", centre.x), ("y", centre.y), ("w", rect.w()), ("h", rect.h())];
    let names = ["stArea:x", "stArea:y", "stArea:w", "stArea:h"];
    let mut area: Vec<_> = names.into_iter().zip(numbers.map(|(_, number)| number.to_string())).collect();
    area.push(("stArea:unit", "normalized".to_owned()));
    let area = style.structure("mwg-rs:Area", &area, "");
    let named = name.map(|name| ("mwg-rs:Name", name.to_owned()));
    let fields: Vec<_> = named.into_iter().chain(kind.map(|kind| ("mwg-rs:Type", kind.to_owned()))).collect();
    style.structure("rdf:li", &fields, &area)
}

/// A list of the Metadata Working Group, for a picture of that size.
pub(crate) fn mwg(applied_to: Option<(u32, u32)>, items: &[String]) -> String {
    let size = applied_to.map(|(width, height)| {
        let fields = [("stDim:w", width.to_string()), ("stDim:h", height.to_string()), ("stDim:unit", "pixel".into())];
        Style::Resource.structure("mwg-rs:AppliedToDimensions", &fields, "")
    });
    format!(
        "<mwg-rs:Regions rdf:parseType=\"Resource\">{}<mwg-rs:RegionList><rdf:Bag>{}</rdf:Bag></mwg-rs:RegionList>\
         </mwg-rs:Regions>",
        size.unwrap_or_default(),
        items.concat()
    )
}

/// An item of a list of Microsoft's.
pub(crate) fn mp_item(style: Style, name: Option<&str>, rect: Option<UnitRect>) -> String {
    let rect = rect.map(|r| ("MPReg:Rectangle", format!("{}, {}, {}, {}", r.x(), r.y(), r.w(), r.h())));
    let named = name.map(|name| ("MPReg:PersonDisplayName", name.to_owned()));
    let fields: Vec<_> = rect.into_iter().chain(named).collect();
    style.structure("rdf:li", &fields, "")
}

/// A list of Microsoft's.
pub(crate) fn mp(items: &[String]) -> String {
    format!(
        "<MP:RegionInfo rdf:parseType=\"Resource\"><MPRI:Regions><rdf:Bag>{}</rdf:Bag></MPRI:Regions></MP:RegionInfo>",
        items.concat()
    )
}

/// The rectangle of the tests, far from every symmetry.
pub(crate) fn somewhere() -> UnitRect {
    UnitRect::new(0.125, 0.25, 0.25, 0.125).unwrap()
}

pub(crate) fn is_close(a: UnitRect, b: UnitRect) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < 1e-4;
    near(a.x(), b.x()) && near(a.y(), b.y()) && near(a.w(), b.w()) && near(a.h(), b.h())
}
