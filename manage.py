#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main() -> None:
    """Run one command. A configuration or a database that cannot be used is told in a sentence, exit status
    1.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from jobboard.postgres_server import DatabaseUnavailable

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Configuration: {error}")
    except DatabaseUnavailable as error:
        sys.exit(str(error))
    except OperationalError as error:
        if not isinstance(error.__cause__, DatabaseUnavailable):
            raise
        sys.exit(str(error))


if __name__ == "__main__":
    main()
