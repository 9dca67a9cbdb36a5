"""What is in work and what is left on the account: a script for eTXT's API with plain ``requests``, without anybody's client.

It is written for the service itself. Pointed at a double it does the same there:

    ETXT_BASE_URL=http://127.0.0.1:8000/etxt/api/json/ ETXT_TOKEN=… ETXT_API_PASS=… python report.py
"""

import os
import sys
from hashlib import md5

import requests

BASE_URL = os.environ.get("ETXT_BASE_URL", "https://www.etxt.ru/api/json/")
STATES = {1: "ждёт исполнителя", 2: "в работе", 3: "на проверке", 4: "выполнен", 5: "просрочен"}


def call(method, **parameters):
    """One call; what stands in the address is signed (documentation of the API, "Signature")."""
    token, api_pass = os.environ["ETXT_TOKEN"], os.environ["ETXT_API_PASS"]
    query = {"method": method, "token": token}
    secret = md5(f"{api_pass}api-pass".encode()).hexdigest()
    signed = "".join(f"{name}={value}" for name, value in sorted(query.items()))
    query["sign"] = md5(f"{signed}{secret}".encode()).hexdigest()
    answer = requests.post(BASE_URL, params=query, data=parameters, timeout=30)
    answer.raise_for_status()
    found = answer.json()
    if isinstance(found, dict) and "error" in found:
        sys.exit(f"{method}: {found['error']}")
    return found


def main():
    """Print the report."""
    print(f"На счёте {call('users.getBalance')['balance']} руб.")
    for order in call("tasks.listTasks", count=100):
        print(f"№{order['id']} {STATES[int(order['status'])]}: {order['title']}, {order['price']} руб.")


if __name__ == "__main__":
    main()
