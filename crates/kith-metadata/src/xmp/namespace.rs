//! The namespaces that matter here, with the prefixes under which Kith writes them.

/// A namespace; all that Kith neither reads nor writes are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    Rdf,
    /// XML's own, for languages.
    Xml,
    /// The wrapper of a packet.
    Meta,
    MwgRegions,
    Area,
    Dimensions,
    MicrosoftPhoto,
    MicrosoftRegions,
    MicrosoftRegion,
    IptcExt,
    AppleFace,
    DublinCore,
    Lightroom,
    DigiKam,
    Photoshop,
    Tiff,
    Exif,
    Xmp,
    XmpNote,
    Other,
}

/// Namespace, usual prefix, name.
const KNOWN: [(Ns, &str, &str); 19] = [
    (Ns::Rdf, "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    (Ns::Xml, "xml", "http://www.w3.org/XML/1998/namespace"),
    (Ns::Meta, "x", "adobe:ns:meta/"),
    (Ns::MwgRegions, "mwg-rs", "http://www.metadataworkinggroup.com/schemas/regions/"),
    (Ns::Area, "stArea", "http://ns.adobe.com/xmp/sType/Area#"),
    (Ns::Dimensions, "stDim", "http://ns.adobe.com/xap/1.0/sType/Dimensions#"),
    (Ns::MicrosoftPhoto, "MP", "http://ns.microsoft.com/photo/1.2/"),
    (Ns::MicrosoftRegions, "MPRI", "http://ns.microsoft.com/photo/1.2/t/RegionInfo#"),
    (Ns::MicrosoftRegion, "MPReg", "http://ns.microsoft.com/photo/1.2/t/Region#"),
    (Ns::IptcExt, "Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"),
    (Ns::AppleFace, "apple-fi", "http://ns.apple.com/faceinfo/1.0/"),
    (Ns::DublinCore, "dc", "http://purl.org/dc/elements/1.1/"),
    (Ns::Lightroom, "lr", "http://ns.adobe.com/lightroom/1.0/"),
    (Ns::DigiKam, "digiKam", "http://www.digikam.org/ns/1.0/"),
    (Ns::Photoshop, "photoshop", "http://ns.adobe.com/photoshop/1.0/"),
    (Ns::Tiff, "tiff", "http://ns.adobe.com/tiff/1.0/"),
    (Ns::Exif, "exif", "http://ns.adobe.com/exif/1.0/"),
    (Ns::Xmp, "xmp", "http://ns.adobe.com/xap/1.0/"),
    (Ns::XmpNote, "xmpNote", "http://ns.adobe.com/xmp/note/"),
];

impl Ns {
    pub(super) fn from_uri(uri: &str) -> Self {
        KNOWN.iter().find(|(_, _, known)| *known == uri).map_or(Self::Other, |(ns, ..)| *ns)
    }

    /// The prefix under which Kith declares it.
    pub(crate) fn prefix(self) -> &'static str {
        self.entry().map_or("", |(_, prefix, _)| prefix)
    }

    /// Its name.
    pub(crate) fn uri(self) -> &'static str {
        self.entry().map_or("", |(.., uri)| uri)
    }

    fn entry(self) -> Option<&'static (Self, &'static str, &'static str)> {
        KNOWN.iter().find(|(ns, ..)| *ns == self)
    }
}
