"""The outside: the only place that opens sockets. Two drivers answer the questions of ``followup._ask``."""
