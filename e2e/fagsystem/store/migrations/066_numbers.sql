-- +goose Up
-- What is registered isn't numbered by counting: that told a party how much others had handed in.
alter table child_case drop column journal_serial;
