//! What Recount knows before it reads: how words are folded, where places lie, which countries there are.

pub mod fold;
pub mod gazetteer;
pub mod geo;
pub mod words;
