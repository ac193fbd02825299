//! Webhooks: signatures against another implementation, addresses, and deliveries to a real server.

mod addresses;
mod receiver;
mod schedule;
mod sending;
mod signing;
