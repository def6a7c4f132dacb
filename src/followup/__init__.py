"""The customer did not reply: what now?"""
