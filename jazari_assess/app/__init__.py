"""The public API: what each command does, without a terminal; one module a task."""
