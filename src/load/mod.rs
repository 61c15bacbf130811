//! From the files people write to a model.
