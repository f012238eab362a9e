"""The columns of a Salesforce weekly export: the objects Rapport reads, custom fields last."""

_STAMPS = (
    "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    "User": (
        "Id", "Username", "LastName", "FirstName", "Name", "CompanyName", "Department", "Title",
        "Email", "IsActive", "ManagerId", "UserType", *_STAMPS,
    ),
    "Account": (
        "Id", "IsDeleted", "MasterRecordId", "Name", "Type", "ParentId", "BillingStreet",
        "BillingCity", "BillingState", "BillingPostalCode", "BillingCountry", "Phone", "Website",
        "Industry", "AnnualRevenue", "NumberOfEmployees", "Ownership", "Rating", "Site",
        "CurrencyIsoCode", "OwnerId", *_STAMPS, "LastActivityDate", "AccountSource", "ARR__c",
        "Renewal_Date__c", "Segment__c", "Stage__c", "Region__c", "Topics__c", "CSM__c",
        "Competitors__c", "Advocacy_Hold_Until__c", "Advocacy_Hold_Reason__c",
    ),
    "Contact": (
        "Id", "IsDeleted", "MasterRecordId", "AccountId", "Salutation", "FirstName", "LastName",
        "Name", "Phone", "MobilePhone", "AssistantPhone", "ReportsToId", "Email", "Title",
        "Department", "AssistantName", "LeadSource", "OwnerId", "HasOptedOutOfEmail", "DoNotCall",
        *_STAMPS, "LastActivityDate", "EmailBouncedReason", "EmailBouncedDate", "IsEmailBounced",
        "IndividualId", "CurrencyIsoCode", "LinkedIn__c", "No_Longer_At_Company__c", "Champion__c",
        "Role__c", "Preferred_Contact_Frequency__c",
    ),
    "AccountContactRelation": (
        "Id", "AccountId", "ContactId", "Roles", "IsDirect", "IsActive", "StartDate", "EndDate",
        "IsDeleted", *_STAMPS, "CurrencyIsoCode",
    ),
    "OpportunityContactRole": (
        "Id", "OpportunityId", "ContactId", "Role", "IsPrimary", *_STAMPS, "IsDeleted",
    ),
    "AccountTeamMember": (
        "Id", "AccountId", "UserId", "TeamMemberRole", "Title", "AccountAccessLevel", *_STAMPS,
        "IsDeleted",
    ),
    "Opportunity": (
        "Id", "IsDeleted", "AccountId", "Name", "StageName", "Amount", "Probability",
        "ExpectedRevenue", "CloseDate", "Type", "NextStep", "LeadSource", "IsClosed", "IsWon",
        "ForecastCategory", "ForecastCategoryName", "CurrencyIsoCode", "OwnerId", "ContactId",
        *_STAMPS, "LastActivityDate", "LastStageChangeDate",
    ),
    "Task": (
        "Id", "WhoId", "WhatId", "WhoCount", "WhatCount", "Subject", "ActivityDate", "Status",
        "Priority", "OwnerId", "Description", "Type", "IsDeleted", "AccountId", "IsClosed",
        *_STAMPS, "CallDurationInSeconds", "CallType", "CallDisposition", "TaskSubtype",
        "EmailMessageId", "CompletedDateTime",
    ),
    "Event": (
        "Id", "WhoId", "WhatId", "WhoCount", "WhatCount", "Subject", "Location", "IsAllDayEvent",
        "ActivityDateTime", "ActivityDate", "DurationInMinutes", "StartDateTime", "EndDateTime",
        "Description", "AccountId", "OwnerId", "Type", "IsPrivate", "ShowAs", "IsDeleted",
        "IsChild", "IsGroupEvent", "GroupEventType", *_STAMPS, "IsRecurrence",
    ),
    "EventRelation": (
        "Id", "RelationId", "EventId", "IsWhat", "IsParent", "IsInvitee", "AccountId", "Status",
        "RespondedDate", "Response", *_STAMPS, "IsDeleted",
    ),
    "EmailMessage": (
        "Id", "ParentId", "ActivityId", *_STAMPS, "Headers", "Subject", "FromName", "FromAddress",
        "ToAddress", "CcAddress", "BccAddress", "Incoming", "HasAttachment", "Status",
        "MessageDate", "IsDeleted", "ReplyToEmailMessageId", "MessageIdentifier",
        "ThreadIdentifier", "IsBounced", "RelatedToId",
    ),
    "Case": (
        "Id", "IsDeleted", "CaseNumber", "ContactId", "AccountId", "SuppliedName", "SuppliedEmail",
        "Type", "Status", "Reason", "Origin", "Subject", "Priority", "Description", "IsClosed",
        "ClosedDate", "IsEscalated", "OwnerId", *_STAMPS,
    ),
}  # fmt: skip
"""Columns by object; the file of each is named after it."""
