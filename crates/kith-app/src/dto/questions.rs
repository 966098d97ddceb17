//! Questions worth asking.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Face, Group, PersonRef};

/// Which part of the questions to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListQuestions {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// Someone and a few of their faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KnownPerson {
    /// Who.
    pub person: PersonRef,
    /// Confirmed faces, the one that is most like the face in question first.
    pub faces: Vec<Face>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Asked {
    /// Who is this group?
    Name {
        /// Which.
        group: Group,
    },
    /// Is this group that person?
    Person {
        /// Which.
        group: Group,
        /// Who.
        known: KnownPerson,
    },
    /// Are these groups one person?
    Pair {
        /// The one with more faces.
        group: Group,
        /// The other one.
        other: Group,
    },
    /// Is this face that person?
    Face {
        /// Which.
        face: Box<Face>,
        /// Who.
        known: KnownPerson,
    },
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The same as long as the same is asked.
    pub id: String,
    /// How likely a "yes" is, in whole percent that are reached.
    pub probability: i32,
    /// What.
    pub asked: Asked,
}

/// A share of all faces that is within reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Goal {
    /// In percent.
    pub percent: u32,
    /// After so many answers, on average.
    pub answers: u32,
}

/// How far the library is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Confirmed faces.
    pub named: u32,
    /// All faces but those that are ignored.
    pub all: u32,
    /// What a few answers bring.
    pub goal: Option<Goal>,
}

/// A part of the questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionPage {
    /// How many there are in all.
    pub total: u32,
    /// How far the library is named.
    pub coverage: Coverage,
    /// Those asked for, the most useful first.
    pub questions: Vec<Question>,
}
