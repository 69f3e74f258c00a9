"""A page that listens to `/live`."""

import http.client
import json


class Stream:
    """A page that listens; `next(name)` is the data of the next event of that name."""

    def __init__(self, port, path="/live", **headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.connection.request("GET", path, headers=headers)
        self.response = self.connection.getresponse()
        self.status = self.response.status

    def next(self, name):
        seen = None
        while line := self.response.readline().decode():
            if line.startswith("event:"):
                seen = line[6:].strip()
            elif line.startswith("data:") and seen == name:
                return json.loads(line[5:])
        return None

    def close(self):
        self.response.close()
        self.connection.close()


def bearer(caller) -> dict:
    return {"Authorization": f"Bearer {caller.token}"}
