"""Many firms at once: what a batch run needs beside its rows."""
