"""The world of the API's tests: two customers, four people, told in Rapport's CSV files.

Acme Robotics pays 300,000 EUR (enterprise) and renews in July. Its champion Ann was met in May, its
admin Bo never. At Globex only Cy is known. Mia looks after Acme; nobody looks after Globex.
"""

from pathlib import Path

AS_OF = "2026-06-01T00:00:00Z"
TAKEN_AT = "2026-06-01"
ACME = "salesforce:Account:001000000000001AAA"
ANN = "salesforce:Contact:003000000000001AAA"

FILES = {
    "accounts.csv": f"""\
id,name,domain,segment,arr,currency,renewal_on,created_at
{ACME},Acme Robotics,acme.example,enterprise,300000,EUR,2026-07-15,2024-01-01
globex,=Globex Ltd,globex.example,smb,9000,USD,,2024-01-01
""",
    "teammates.csv": """\
id,name,email,title,function,active,created_at
mia,Mia Torres,mia@vendor.example,Customer Success Manager,csm,true,2024-01-01
""",
    "people.csv": f"""\
id,name,email,title,account,roles,created_at
{ANN},Ann Reyes,ann@acme.example,Head of Operations,{ACME},champion,2024-02-01
bo,Bo Lund,bo@acme.example,Systems Administrator,{ACME},admin,2024-02-01
cy,Cy Okafor,cy@globex.example,Owner,globex,champion,2024-02-01
""",
    "owners.csv": f"""\
id,teammate,account,function,since
o1,mia,{ACME},csm,2024-02-01
""",
    "touchpoints.csv": f"""\
id,at,channel,status,subject,account,attended
t1,2026-05-20T09:00Z,meeting,held,Roadmap,{ACME},ann@acme.example;mia@vendor.example
t2,2026-05-25T09:00Z,call,held,Hello,globex,cy@globex.example;mia@vendor.example
""",
}


def write_story(folder: Path) -> Path:
    """Write the files; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
