"""The door: files as producers send them, read and typed by their contract. Nothing is cleaned or computed here."""
