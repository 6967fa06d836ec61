"""An object store of the kind that clouds rent, on this machine: a real server, spoken to over loopback."""

import logging
from collections.abc import Iterator, Mapping

import pytest
from moto.server import ThreadedMotoServer

BUCKET = "firms"


@pytest.fixture(scope="session")
def object_store() -> Iterator[Mapping[str, str]]:
    """Start a server with one empty bucket; return the settings by which programs find it, as environment variables."""
    from fsspec import filesystem

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    known = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    filesystem("s3", **store_options(known)).mkdir(BUCKET)
    yield known
    server.stop()


def store_options(known: Mapping[str, str]) -> Mapping[str, str]:
    """Return the same settings as fsspec takes them."""
    return {
        "endpoint_url": known["AWS_ENDPOINT_URL"],
        "key": known["AWS_ACCESS_KEY_ID"],
        "secret": known["AWS_SECRET_ACCESS_KEY"],
    }
