"""Sources declared in code, one file, one class and one source of the same name each."""
