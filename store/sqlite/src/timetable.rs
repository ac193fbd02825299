//! Terms, holidays and the timetable.

use async_trait::async_trait;
use jiff::civil::{Date, Time, Weekday};
use muster_domain::{Cancellation, ClassId, SchoolCalendar, SchoolId, Slot, SlotId};
use muster_store::{StoreError, Timetables};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::columns::{corrupt, day, from_json, invalid, json, text, to_day};
use crate::failure::{Failure, not_found};
use crate::{SqliteStore, require_class, require_school};

#[async_trait]
impl Timetables for SqliteStore {
    async fn put_calendar(&self, school: &SchoolId, calendar: &SchoolCalendar) -> Result<(), StoreError> {
        self.placed(self.write_calendar(school, calendar).await)
    }

    async fn calendar(&self, school: &SchoolId) -> Result<SchoolCalendar, StoreError> {
        self.placed(self.read_calendar(school).await)
    }

    async fn add_slot(&self, school: &SchoolId, slot: &Slot) -> Result<SlotId, StoreError> {
        self.placed(self.insert_slot(school, slot).await)
    }

    async fn change_slot(&self, school: &SchoolId, slot: &Slot) -> Result<(), StoreError> {
        self.placed(self.update_slot(school, slot).await)
    }

    async fn remove_slot(&self, school: &SchoolId, slot: SlotId) -> Result<(), StoreError> {
        self.placed(self.delete_slot(school, slot).await)
    }

    async fn list_slots(&self, school: &SchoolId, class: Option<&ClassId>) -> Result<Vec<Slot>, StoreError> {
        self.placed(self.read_slots(school, class).await)
    }

    async fn cancel_meeting(&self, school: &SchoolId, cancellation: &Cancellation) -> Result<(), StoreError> {
        self.placed(self.write_cancellation(school, cancellation).await)
    }

    async fn uncancel_meeting(&self, school: &SchoolId, slot: SlotId, date: Date) -> Result<(), StoreError> {
        self.placed(self.delete_cancellation(school, slot, date).await)
    }

    async fn list_cancellations(&self, school: &SchoolId) -> Result<Vec<Cancellation>, StoreError> {
        self.placed(self.read_cancellations(school).await)
    }
}

impl SqliteStore {
    async fn write_calendar(&self, school: &SchoolId, calendar: &SchoolCalendar) -> Result<(), Failure> {
        let names = calendar.terms.iter().map(|term| &term.name);
        for name in names.chain(calendar.holidays.iter().map(|holiday| &holiday.name)) {
            text("name of a term or holiday", name)?;
        }
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        sqlx::query("UPDATE school SET calendar = ?2 WHERE school_id = ?1")
            .bind(school.as_str())
            .bind(json("calendar", calendar)?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn read_calendar(&self, school: &SchoolId) -> Result<SchoolCalendar, Failure> {
        let stored: Option<String> = sqlx::query_scalar("SELECT calendar FROM school WHERE school_id = ?1")
            .bind(school.as_str())
            .fetch_optional(&self.readers)
            .await?;
        Ok(stored.map(|stored| from_json("calendar", &stored)).transpose()?.unwrap_or_default())
    }

    async fn insert_slot(&self, school: &SchoolId, slot: &Slot) -> Result<SlotId, Failure> {
        check(slot)?;
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, &slot.class).await?;
        let id: i64 = sqlx::query_scalar(
            "UPDATE school SET last_slot = last_slot + 1 WHERE school_id = ?1 RETURNING last_slot",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        let slot = Slot { id: SlotId(id), ..slot.clone() };
        let insert = "INSERT INTO slot (school_id, slot_id, class_id, label, group_name, weekdays, every, first_day, last_day,
                 starts, ends, grace)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        write(&mut tx, insert, school, &slot).await?;
        tx.commit().await?;
        Ok(slot.id)
    }

    async fn update_slot(&self, school: &SchoolId, slot: &Slot) -> Result<(), Failure> {
        check(slot)?;
        let mut tx = self.begin_write().await?;
        let update = "UPDATE slot SET label = ?4, group_name = ?5, weekdays = ?6, every = ?7, first_day = ?8, last_day = ?9,
                 starts = ?10, ends = ?11, grace = ?12
             WHERE school_id = ?1 AND slot_id = ?2 AND class_id = ?3";
        if write(&mut tx, update, school, slot).await? == 0 {
            return Err(not_found("entry of the timetable", &slot.id.0));
        }
        Ok(tx.commit().await?)
    }

    async fn delete_slot(&self, school: &SchoolId, slot: SlotId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query("DELETE FROM slot WHERE school_id = ?1 AND slot_id = ?2")
            .bind(school.as_str())
            .bind(slot.0)
            .execute(&mut *tx)
            .await?;
        if gone.rows_affected() == 0 {
            return Err(not_found("entry of the timetable", &slot.0));
        }
        Ok(tx.commit().await?)
    }

    async fn read_slots(&self, school: &SchoolId, class: Option<&ClassId>) -> Result<Vec<Slot>, Failure> {
        let rows = sqlx::query(
            "SELECT slot_id, class_id, label, group_name, weekdays, every, first_day, last_day, starts, ends, grace
             FROM slot WHERE school_id = ?1 AND (?2 IS NULL OR class_id = ?2) ORDER BY slot_id",
        )
        .bind(school.as_str())
        .bind(class.map(ClassId::as_str))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_slot).collect()
    }

    async fn write_cancellation(
        &self,
        school: &SchoolId,
        cancellation: &Cancellation,
    ) -> Result<(), Failure> {
        text("reason", &cancellation.reason)?;
        let mut tx = self.begin_write().await?;
        let known: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM slot WHERE school_id = ?1 AND slot_id = ?2")
                .bind(school.as_str())
                .bind(cancellation.slot.0)
                .fetch_optional(&mut *tx)
                .await?;
        if known.is_none() {
            return Err(not_found("entry of the timetable", &cancellation.slot.0));
        }
        sqlx::query(
            "INSERT INTO cancellation (school_id, slot_id, date, reason) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (school_id, slot_id, date) DO UPDATE SET reason = excluded.reason",
        )
        .bind(school.as_str())
        .bind(cancellation.slot.0)
        .bind(day(cancellation.date)?)
        .bind(&cancellation.reason)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn delete_cancellation(&self, school: &SchoolId, slot: SlotId, date: Date) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        sqlx::query("DELETE FROM cancellation WHERE school_id = ?1 AND slot_id = ?2 AND date = ?3")
            .bind(school.as_str())
            .bind(slot.0)
            .bind(day(date)?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn read_cancellations(&self, school: &SchoolId) -> Result<Vec<Cancellation>, Failure> {
        let rows: Vec<(i64, String, String)> = sqlx::query_as(
            "SELECT slot_id, date, reason FROM cancellation WHERE school_id = ?1 ORDER BY slot_id, date",
        )
        .bind(school.as_str())
        .fetch_all(&self.readers)
        .await?;
        let read = |(slot, date, reason): (i64, String, String)| {
            Ok(Cancellation { slot: SlotId(slot), date: to_day(&date)?, reason })
        };
        rows.into_iter().map(read).collect()
    }
}

/// Runs a statement with all of an entry's values, in the order of the table; how many rows it changed.
async fn write(
    db: &mut SqliteConnection,
    sql: &'static str,
    school: &SchoolId,
    slot: &Slot,
) -> Result<u64, Failure> {
    let weekdays: Vec<i8> = slot.weekdays.iter().map(|day| day.to_monday_one_offset()).collect();
    let done = sqlx::query(sql)
        .bind(school.as_str())
        .bind(slot.id.0)
        .bind(slot.class.as_str())
        .bind(&slot.label)
        .bind(slot.group.as_deref())
        .bind(json("weekdays", &weekdays)?)
        .bind(i64::from(slot.every))
        .bind(day(slot.first_day)?)
        .bind(day(slot.last_day)?)
        .bind(slot.starts.to_string())
        .bind(slot.ends.to_string())
        .bind(slot.grace.map(i64::from))
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

fn check(slot: &Slot) -> Result<(), StoreError> {
    text("session label", &slot.label)?;
    text("group name", slot.group.as_deref().unwrap_or_default())?;
    let refused = |cause: &str| Err(invalid("entry of the timetable", cause));
    if slot.weekdays.is_empty() {
        return refused("it has no day of the week");
    }
    if !(1..=4).contains(&slot.every) {
        return refused("it repeats every 1 to 4 weeks");
    }
    if slot.last_day < slot.first_day {
        return refused("its last day is before its first");
    }
    Ok(())
}

fn to_slot(row: &SqliteRow) -> Result<Slot, Failure> {
    let numbers: Vec<i8> = from_json("weekdays", row.try_get("weekdays")?)?;
    let weekdays = numbers.into_iter().map(Weekday::from_monday_one_offset).collect::<Result<Vec<_>, _>>();
    let hour = |column: &str| -> Result<Time, Failure> {
        let text: &str = row.try_get(column)?;
        Ok(text.parse().map_err(|error| corrupt("hour", &error))?)
    };
    let every: i64 = row.try_get("every")?;
    let grace: Option<i64> = row.try_get("grace")?;
    Ok(Slot {
        id: SlotId(row.try_get("slot_id")?),
        class: ClassId::new(row.try_get::<String, _>("class_id")?),
        label: row.try_get("label")?,
        group: row.try_get("group_name")?,
        weekdays: weekdays.map_err(|error| corrupt("weekdays", &error))?,
        every: every as u8,
        first_day: to_day(row.try_get("first_day")?)?,
        last_day: to_day(row.try_get("last_day")?)?,
        starts: hour("starts")?,
        ends: hour("ends")?,
        grace: grace.map(|minutes| minutes as u16),
    })
}
