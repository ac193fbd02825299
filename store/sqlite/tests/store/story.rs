//! The story that every backend lives through, on this one.

use muster_store_sqlite::SqliteStore;

#[tokio::test]
async fn sqlite_lives_through_the_story() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store =
        SqliteStore::open_folder(folder.path(), crate::furnishing::entropy()).await.expect("a new store");
    muster_store::story::run(&store).await;
}
