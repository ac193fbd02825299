//! scratch: installs all models into a folder
use muster_inference::*;
struct Lines;
impl Progress for Lines {
    fn started(&mut self, what: &str) {
        println!("{what} ...");
    }
    fn downloaded(&mut self, bytes: u64) {
        if bytes > 0 {
            println!("  {bytes}");
        }
    }
    fn finished(&mut self) {
        println!("  done");
    }
}
fn main() {
    let to = std::env::args().nth(1).unwrap();
    let store = ModelStore::new(to, Manifest::built_in());
    for m in &store.manifest().models {
        match store.install(&m.id, &Source::Pip { python: "python3".into() }, &mut Lines) {
            Ok(done) => println!("{} {done} {:?}", m.id, store.verify(&m.id)),
            Err(e) => println!("{} ERR {e}", m.id),
        }
    }
}
