"""Every table of the vault, by subject."""

from caseapp.store.tables.base import Table
from caseapp.store.tables.case import Case, Glance, Hearing, Pin
from caseapp.store.tables.contact import Contact, FollowUp, SafeContact
from caseapp.store.tables.desk import Draft, ImportBatch, ImportMapping, Release, Setting, Worker
from caseapp.store.tables.journal import Journal, SearchRow
from caseapp.store.tables.justice import Challenge, Document, EnhancedTold, Entitlement, JusticeEvent, OutcomeTold
from caseapp.store.tables.person import Person, Referral
from caseapp.store.tables.voice import SurveyAnswer, SurveyOffer, SurveyResponse, Withdrawal, WithdrawalChoice

__all__ = [
    "Case",
    "Challenge",
    "Contact",
    "Document",
    "Draft",
    "EnhancedTold",
    "Entitlement",
    "FollowUp",
    "Glance",
    "Hearing",
    "ImportBatch",
    "ImportMapping",
    "Journal",
    "JusticeEvent",
    "OutcomeTold",
    "Person",
    "Pin",
    "Referral",
    "Release",
    "SafeContact",
    "SearchRow",
    "Setting",
    "SurveyAnswer",
    "SurveyOffer",
    "SurveyResponse",
    "Table",
    "Withdrawal",
    "WithdrawalChoice",
    "Worker",
]
