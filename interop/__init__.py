"""The library against real servers, as Debian packages them. Run it with ``nox -s interop``."""
