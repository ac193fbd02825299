//! Speed of the stages and of a whole photo: `cargo bench -p muster-benches`. Figures are read beside the peer's
//! (`benches/peer/`) on the same machine; nothing here is a test.
