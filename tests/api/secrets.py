"""A world in which every value that not everybody may read is a word found nowhere else.

Secret & Sons is known through Sue, whom Tim looks after; marketing never asked her for anything.
"""

from collections.abc import Mapping
from pathlib import Path

AS_OF = "2026-06-01T00:00:00Z"

SECRETS: Mapping[tuple[str, str], str] = {
    ("Account", "hold_reason"): "kumquat",
    ("Person", "email"): "sue.papaya@secret.example",
    ("Person", "phone"): "+1 555 0101",
    ("Person", "links"): "https://people.example/guava",
    ("Person", "hold_reason"): "lychee",
    ("Person", "advocate_reason"): "salak",
    ("Touchpoint", "subject"): "durian",
    ("Touchpoint", "summary"): "rambutan",
    ("Touchpoint", "thread"): "loquat@vendor.example",
    ("Sentiment", "score"): "0.515625",
    ("Sentiment", "raw"): "7.578125",
    ("Sentiment", "note"): "feijoa",
    ("Opportunity", "amount"): "424242.42",
    ("Escalation", "subject"): "tamarind",
    ("Consent", "evidence"): "jackfruit",
    ("Signal", "note"): "soursop",
    ("Decision", "reason"): "mangosteen",
}
"""The value of each private property; there is one node of each kind that has any."""

FILES = {
    "accounts.csv": """\
id,name,domain,segment,arr,currency,hold_until,hold_reason,created_at
one,Secret & Sons,secret.example,enterprise,300000,EUR,2026-12-01,kumquat,2024-01-01
""",
    "teammates.csv": """\
id,name,email,function,active,created_at
tim,Tim Ours,tim@vendor.example,csm,true,2024-01-01
""",
    "people.csv": """\
id,name,email,phone,links,hold_until,hold_reason,advocate_reason,title,account,roles,created_at
sue,Sue Theirs,sue.papaya@secret.example,+1 555 0101,https://people.example/guava,2026-12-01,\
lychee,salak,VP Operations,one,champion,2024-02-01
""",
    "owners.csv": """\
id,teammate,account,function,since
o,tim,one,csm,2024-02-01
""",
    "opportunities.csv": """\
id,name,stage,amount,currency,opened_at,account,created_at
deal,Renewal,open,424242.42,EUR,2026-02-01,one,2026-02-01
""",
    "escalations.csv": """\
id,subject,priority,opened_at,account,person,created_at
case,tamarind,high,2026-05-01,one,sue,2026-05-01
""",
    "touchpoints.csv": """\
id,at,channel,status,subject,summary,thread,account,opportunity,escalation,attended
t,2026-05-20T09:00Z,meeting,held,durian,rambutan,loquat@vendor.example,one,deal,case,sue;tim
""",
    "sentiment.csv": """\
id,at,kind,score,raw,scale_min,scale_max,note,person,account
s,2026-05-20,judgement,0.515625,7.578125,0,10,feijoa,sue,one
""",
    "signals.csv": """\
id,kind,at,weight,source,note,person,account
g,profile_change,2026-05-25,0.8,colleague,soursop,sue,one
""",
    "decisions.csv": """\
id,verdict,at,reason,person,account
d,dismissed,2026-05-24,mangosteen,sue,one
""",
    "consents.csv": """\
id,acts,since,evidence,person,account,created_at
c,quote,2026-01-01,jackfruit,sue,one,2026-01-01
""",
}


def write_secrets(folder: Path) -> Path:
    """Write the files; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
