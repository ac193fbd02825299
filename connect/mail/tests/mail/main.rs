//! Mails, read by another parser, and handed to a server that speaks SMTP well or badly.

mod post_office;
mod sending;
mod writing;
