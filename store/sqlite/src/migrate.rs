//! Bringing a schema up to date: only forwards, all or nothing, and with a copy from before.

use std::fs;
use std::path::{Path, PathBuf};

use muster_store::StoreError;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{SqliteConnection, SqlitePool};

use crate::connect::remove_if_there;
use crate::copy::copy_database;
use crate::failure::{database, migration, refused};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How the copy made before migration 7 is called: `before-migration-7.db`.
pub(crate) const COPY_PREFIX: &str = "before-migration-";
const COPY_ENDING: &str = ".db";
/// Copies that are kept, the newest ones.
const COPIES: usize = 2;

pub(crate) fn newest_known() -> i64 {
    newest(&MIGRATIONS)
}

fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The newest migration that the database has; 0 for a new one.
pub(crate) async fn newest_applied(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    let table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
    if sqlx::query(table).fetch_optional(&mut *connection).await?.is_none() {
        return Ok(0);
    }
    let newest: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(connection).await?;
    Ok(newest.unwrap_or(0))
}

/// Runs what is missing in one transaction that holds the write lock from its start, so that two processes
/// don't both do it. A database that lacks nothing is only read, and opens while another process writes.
///
/// # Errors
/// The database is as it was then, and the error names the copy from before, if one was made.
pub(crate) async fn migrate(
    path: &Path,
    writer: &SqlitePool,
    migrations: &Migrator,
) -> Result<(), StoreError> {
    let failed = |error: MigrateError| migration(path, &error, newest(migrations));
    let sql = |error: sqlx::Error| refused(path, &error);
    let mut connection = writer.acquire().await.map_err(sql)?;
    if newest_applied(&mut connection).await.map_err(sql)? >= newest(migrations) {
        return migrations.run(&mut *connection).await.map_err(failed);
    }
    drop(connection);
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await.map_err(sql)?;
    // Read again under the lock: another process may have been first.
    let present = newest_applied(&mut transaction).await.map_err(sql)?;
    let copy = copy_before(path, present, migrations).await?;
    let run = async {
        migrations.run(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    };
    run.await.map_err(|error| match &copy {
        Some(copy) => database(
            path,
            &format!(
                "the upgrade of its schema failed and changed nothing ({}); go on with the Muster you had. The \
                 copy made before is {}",
                failed(error),
                copy.display()
            ),
        ),
        None => failed(error),
    })
}

/// Copies a database that has data and lacks migrations, under the name of the first that it lacks. What an
/// interrupted attempt left behind is replaced.
async fn copy_before(
    path: &Path,
    present: i64,
    migrations: &Migrator,
) -> Result<Option<PathBuf>, StoreError> {
    let missing = migrations.iter().map(|migration| migration.version).filter(|version| *version > present);
    let Some(first) = missing.min().filter(|_| present > 0) else { return Ok(None) };
    let copy = path.with_file_name(format!("{COPY_PREFIX}{first}{COPY_ENDING}"));
    let unfinished = path.with_file_name(format!(".{COPY_PREFIX}{first}.part"));
    remove_if_there(&unfinished).map_err(|error| database(&unfinished, &error))?;
    copy_database(path, &unfinished).await?;
    fs::rename(&unfinished, &copy).map_err(|error| database(&copy, &error))?;
    drop_old_copies(path).map_err(|error| database(path, &error))?;
    Ok(Some(copy))
}

fn drop_old_copies(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(COPY_PREFIX)?.strip_suffix(COPY_ENDING));
        if let Some(number) = number.and_then(|number| number.parse::<i64>().ok()) {
            copies.push((number, entry.path()));
        }
    }
    copies.sort();
    copies.iter().rev().skip(COPIES).try_for_each(|(_, old)| fs::remove_file(old))
}

#[cfg(test)]
mod tests {
    use sqlx::migrate::{Migration, MigrationType};
    use sqlx::{AssertSqlSafe, SqlSafeStr as _};

    use super::*;
    use crate::connect::{BUSY_TIMEOUT, connect};

    /// Today's migrations and further ones.
    fn with(further: &[(i64, &'static str)]) -> Migrator {
        let further = further.iter().map(|(version, sql)| {
            let sql = AssertSqlSafe(*sql).into_sql_str();
            Migration::new(*version, "later".into(), MigrationType::Simple, sql, false)
        });
        Migrator::with_migrations(MIGRATIONS.iter().cloned().chain(further).collect())
    }

    async fn opened(path: &Path) -> SqlitePool {
        let writer = connect(path, BUSY_TIMEOUT).await.expect("opened").writer;
        sqlx::query("INSERT INTO school (school_id, name, key_check) VALUES ('s', 'before', x'00')")
            .execute(&writer)
            .await
            .expect("a row");
        writer
    }

    async fn name(db: &SqlitePool) -> String {
        sqlx::query_scalar("SELECT name FROM school").fetch_one(db).await.expect("a school")
    }

    fn copies(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.into_string().expect("Unicode"))
            .filter(|name| name.contains(COPY_PREFIX))
            .collect();
        names.sort();
        names
    }

    /// A copy from before each upgrade is there to go back to, for its owner only; the newest two are kept.
    #[tokio::test]
    async fn an_upgrade_leaves_a_copy_from_before() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let writer = opened(&path).await;
        assert!(copies(folder.path()).is_empty(), "a new database has nothing to lose");
        let later = [
            (9001, "UPDATE school SET name = 'after 1'"),
            (9002, "UPDATE school SET name = 'after 2'"),
            (9010, "UPDATE school SET name = 'after 3'"),
        ];
        for upto in 1..=later.len() {
            migrate(&path, &writer, &with(&later[..upto])).await.expect("upgrades");
        }
        assert_eq!(name(&writer).await, "after 3");
        assert_eq!(copies(folder.path()), ["before-migration-9002.db", "before-migration-9010.db"]);
        let copy = folder.path().join("before-migration-9002.db");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&copy).expect("there").permissions().mode() & 0o777, 0o600);
        }
        let copy = SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(copy));
        assert_eq!(name(&copy.await.expect("a database")).await, "after 1");
    }

    /// Protects what a school has from the upgrade to the school year: everybody is on their roster since ever, and every mark and
    /// session is as it was.
    #[tokio::test]
    async fn rosters_marks_and_sessions_from_before_the_school_year_stay() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let db = SqlitePool::connect_with(options).await.expect("a database");
        let before = MIGRATIONS.iter().filter(|one| one.version < 12).cloned().collect();
        migrate(&path, &db, &Migrator::with_migrations(before)).await.expect("as it was");
        let rows = "INSERT INTO school (school_id, name, key_check) VALUES ('s', 'S', x'00');
            INSERT INTO class VALUES ('s', '7b', '7b');
            INSERT INTO student VALUES ('s', '1', 'Lovelace', 'Ada');
            INSERT INTO roster VALUES ('s', '7b', '1');
            INSERT INTO session (school_id, session_id, class_id, date, label) VALUES ('s', 1, '7b', '2026-11-24', '');
            INSERT INTO mark (school_id, session_id, number, student_id, status, at, source_kind, set_by, source)
            VALUES ('s', 1, 1, '1', 'late', '2026-11-24T08:00:00.000000000Z', 'human', 'x', '{}');";
        sqlx::raw_sql(rows).execute(&db).await.expect("rows");
        migrate(&path, &db, &MIGRATIONS).await.expect("upgrades");
        let stay: (String, String, Option<String>) = sqlx::query_as(
            "SELECT student_id, first_day, last_day FROM stay WHERE class_id = '7b' AND group_name = ''",
        )
        .fetch_one(&db)
        .await
        .expect("one stay");
        assert_eq!(stay, ("1".to_owned(), String::new(), None));
        let mark: (String, String) =
            sqlx::query_as("SELECT status, letter FROM mark").fetch_one(&db).await.expect("one mark");
        assert_eq!(mark, ("late".to_owned(), String::new()));
        let time: Option<String> =
            sqlx::query_scalar("SELECT time FROM session").fetch_one(&db).await.expect("one session");
        assert_eq!(time, None);
    }

    /// A migration that fails changes nothing, not even what those before it did, and the error says where the
    /// copy is.
    #[tokio::test]
    async fn a_failed_upgrade_leaves_the_database_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let writer = opened(&path).await;
        let bad = [(9001, "UPDATE school SET name = 'half'"), (9002, "UPDATE no_such_table SET x = 1")];
        let error = migrate(&path, &writer, &with(&bad)).await.expect_err("fails").to_string();
        assert!(error.contains("before-migration-9001.db") && error.contains("changed nothing"), "{error}");
        assert!(error.contains("no_such_table"), "{error}");
        assert_eq!(name(&writer).await, "before");
        writer.close().await;
        let again = connect(&path, BUSY_TIMEOUT).await.expect("the Muster that one had opens it").writer;
        assert_eq!(name(&again).await, "before");
    }

    /// Fault F16: what a process that is killed in the middle of an upgrade leaves on the disk is the old state
    /// or the new one. The files are copied as they are after each step, which is what a kill leaves.
    #[tokio::test]
    async fn an_interrupted_upgrade_is_done_whole_by_the_next_start() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("muster.db");
        let writer = opened(&path).await;
        let later = [
            (9001, "UPDATE school SET name = name || '+1'"),
            (9002, "UPDATE school SET name = name || '+2'"),
        ];
        // A cache of one page sends uncommitted pages to the log, as a big migration would.
        sqlx::query("PRAGMA cache_size = 1").execute(&writer).await.expect("a pragma");
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await.expect("the lock");
        let mut states = vec![snapshot(folder.path())];
        for upto in 1..=later.len() {
            with(&later[..upto]).run(&mut *transaction).await.expect("runs");
            states.push(snapshot(folder.path()));
        }
        transaction.commit().await.expect("commits");
        let done = snapshot(folder.path());
        for (step, (state, expected)) in
            states.iter().map(|state| (state, "before")).chain([(&done, "before+1+2")]).enumerate()
        {
            let path = state.path().join("muster.db");
            let found = SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(&path))
                .await
                .expect("a database");
            assert_eq!(name(&found).await, expected, "after step {step}");
            migrate(&path, &found, &with(&later)).await.expect("goes on");
            assert_eq!(name(&found).await, "before+1+2", "after step {step}");
        }
    }

    /// A copy of all files, as a process that ends now would leave them.
    fn snapshot(folder: &Path) -> tempfile::TempDir {
        let copy = tempfile::tempdir().expect("a temporary folder");
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            // The shared memory dies with its processes.
            if !entry.file_name().to_string_lossy().ends_with("-shm") {
                fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
            }
        }
        copy
    }
}
