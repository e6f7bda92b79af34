"""Reads the zones of pictures with PassportEye and writes a line of JSON for each, in the words of the labels."""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from passporteye import read_mrz  # noqa: E402

NAMES = {"type": "code", "country": "issuer", "number": "document_number", "nationality": "nationality",
         "date_of_birth": "birth_date", "sex": "sex", "expiration_date": "expiry_date", "surname": "surname",
         "names": "given_names", "raw_text": "mrz"}

for file in sys.argv[1:]:
    start = time.monotonic()
    try:
        found = read_mrz(file)
        read = found.to_dict() if found else {}
    except Exception as failure:  # a picture that it cannot take counts as not read
        print(f"{file}: {type(failure).__name__}", file=sys.stderr)
        read = {}
    fields = {ours: str(read.get(theirs) or "") for theirs, ours in NAMES.items()} if read else {}
    print(json.dumps({"file": file, "fields": fields, "ms": round((time.monotonic() - start) * 1000)}), flush=True)
