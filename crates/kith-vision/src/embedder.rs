//! The role of an embedder.

use kith_domain::{AlignedFace, Embedding, EmbeddingError, Frame, Landmarks, Quality};

use crate::VisionError;

/// Why a face has no embedding. It stays a face: it can be shown and named, but not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NoEmbedding {
    /// The landmarks lie on one spot, are not finite, or are in no order that a face can have.
    #[error("the eyes, nose and mouth do not form a face")]
    DegenerateLandmarks,
    /// Too few pixels to tell people apart.
    #[error("the face is too small to be compared")]
    TooSmall,
    /// The network's answer was not finite.
    #[error("the network's answer was not finite")]
    NotFinite,
    /// The network's answer was zero.
    #[error("the network's answer was zero")]
    Zero,
}

impl From<EmbeddingError> for NoEmbedding {
    fn from(error: EmbeddingError) -> Self {
        match error {
            EmbeddingError::NotFinite => Self::NotFinite,
            EmbeddingError::Zero => Self::Zero,
        }
    }
}

/// Turns faces into embeddings. One per thread: it owns its session and its buffers.
pub trait Embedder: Send {
    /// Stored with every embedding; only embeddings of one space can be compared.
    fn space(&self) -> &str;

    /// Numbers in each embedding.
    fn dim(&self) -> usize;

    /// Warps a face to the crop that the network was trained on; landmarks in pixels of the frame. What lies outside the
    /// frame is black.
    ///
    /// # Errors
    /// When the landmarks do not say where the face is.
    fn align(&self, frame: &Frame, landmarks: &Landmarks) -> Result<AlignedFace, NoEmbedding>;

    /// One answer for each face, in the same order.
    ///
    /// # Errors
    /// When the network cannot be run, its answer has a wrong form, or a face was aligned for another network.
    fn embed(&mut self, faces: &[AlignedFace]) -> Result<Vec<Result<Embedding, NoEmbedding>>, VisionError>;

    /// How far an embedding of this space can be trusted.
    fn quality(&self, embedding: &Embedding) -> Quality;
}
