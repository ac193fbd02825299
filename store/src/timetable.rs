//! The school's year: its terms and holidays, and when classes meet.

use async_trait::async_trait;
use jiff::civil::Date;
use muster_domain::{Cancellation, ClassId, SchoolCalendar, SchoolId, Slot, SlotId};

use crate::StoreError;

/// When classes meet.
#[async_trait]
pub trait Timetables: Send + Sync {
    /// Replaces the school's terms and holidays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn put_calendar(&self, school: &SchoolId, calendar: &SchoolCalendar) -> Result<(), StoreError>;

    /// The school's terms and holidays, as they were put; none for a school without.
    async fn calendar(&self, school: &SchoolId) -> Result<SchoolCalendar, StoreError>;

    /// Adds an entry; its id is a new one, whatever it says.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class; [`StoreError::Invalid`] for values out of their range.
    async fn add_slot(&self, school: &SchoolId, slot: &Slot) -> Result<SlotId, StoreError>;

    /// Changes the entry of this id, which stays with its class.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when its class has no such entry; [`StoreError::Invalid`] for values out of their range.
    async fn change_slot(&self, school: &SchoolId, slot: &Slot) -> Result<(), StoreError>;

    /// Removes an entry with its cancellations. Sessions that were taken stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn remove_slot(&self, school: &SchoolId, slot: SlotId) -> Result<(), StoreError>;

    /// The entries of a class, or of all, by id.
    async fn list_slots(&self, school: &SchoolId, class: Option<&ClassId>) -> Result<Vec<Slot>, StoreError>;

    /// Cancels one meeting; once more gives another reason.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry.
    async fn cancel_meeting(&self, school: &SchoolId, cancellation: &Cancellation) -> Result<(), StoreError>;

    /// Takes a cancellation back; none that is not there.
    async fn uncancel_meeting(&self, school: &SchoolId, slot: SlotId, date: Date) -> Result<(), StoreError>;

    /// All cancellations, by entry and date.
    async fn list_cancellations(&self, school: &SchoolId) -> Result<Vec<Cancellation>, StoreError>;
}
