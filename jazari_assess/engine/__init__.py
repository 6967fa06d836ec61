"""Pure computation: values in, values out; no file, no clock, no print, no language."""
