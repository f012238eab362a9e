"""What picklists of Salesforce alone say."""

NOT_OUR_PEOPLE = frozenset(
    {
        "powercustomersuccess",
        "customersuccess",
        "csplliteportal",
        "csplliteportaluser",
        "powerpartner",
        "guest",
        "automatedprocess",
        "cloudintegrationuser",
    }
)
"""Values of User.UserType for customers and programs that hold a licence."""

DRAFTS = frozenset({"5", "draft"})
"""Values of EmailMessage.Status for mail that was not sent."""
