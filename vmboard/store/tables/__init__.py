"""Every table. A table that a team owns carries the team first in its key, so that a sharding Postgres can
spread teams. A row's id is the revision of its team that made it: unique, ordered, and no sequence to keep.

Rows never leave the floors that know SQL: queries turn them into the frozen views of ``domain.views.board``.
"""

from vmboard.store.tables.access import Account, Attempt, Computer, Grant, Pairing, Pin, SignIn
from vmboard.store.tables.audit import AuditLine
from vmboard.store.tables.base import Row
from vmboard.store.tables.coaching import Assessment, Confidence, PeerQuestion, Promise, Story, Visit
from vmboard.store.tables.displays import Display
from vmboard.store.tables.doors import Door, PulseCount, PulseQuestion, PulseWords, TrayItem, Voice
from vmboard.store.tables.escalations import Asker, EscalationMove
from vmboard.store.tables.history import History
from vmboard.store.tables.huddles import Action, DailyHuddle, Huddle
from vmboard.store.tables.measures import Baseline, DataPoint, DayMark, Exclusion, Measure, MeasurePart, Rebase
from vmboard.store.tables.organisation import Choice, TeamSummary
from vmboard.store.tables.outbox import Receipt, Secret
from vmboard.store.tables.pathways import (
    MonthClose,
    Pathway,
    PathwayBaseline,
    PathwayMeasure,
    PathwayProject,
    PathwayRebase,
    PathwayRelease,
    PathwayTeam,
)
from vmboard.store.tables.projects import Benefit, PdsaCycle, Project, ProjectMeasure, QualityImpact, StageMove
from vmboard.store.tables.reports import CalendarLink, Letter, Report, ReportFile, Schedule
from vmboard.store.tables.sampling import ActivityCategory, Observation, Sampling
from vmboard.store.tables.sources import Source, SourceTeam
from vmboard.store.tables.teams import BoardOpens, Link, Member, Organisation, Site, Team, TeamRevision
from vmboard.store.tables.understanding import Cause, ChangeNote, Driver, ProcessStep

__all__ = [
    "Account",
    "Action",
    "ActivityCategory",
    "Asker",
    "Assessment",
    "Attempt",
    "AuditLine",
    "Baseline",
    "Benefit",
    "BoardOpens",
    "CalendarLink",
    "Cause",
    "ChangeNote",
    "Choice",
    "Computer",
    "Confidence",
    "DailyHuddle",
    "DataPoint",
    "DayMark",
    "Display",
    "Door",
    "Driver",
    "EscalationMove",
    "Exclusion",
    "Grant",
    "History",
    "Huddle",
    "Letter",
    "Link",
    "Measure",
    "MeasurePart",
    "Member",
    "MonthClose",
    "Observation",
    "Organisation",
    "Pairing",
    "Pathway",
    "PathwayBaseline",
    "PathwayMeasure",
    "PathwayProject",
    "PathwayRebase",
    "PathwayRelease",
    "PathwayTeam",
    "PdsaCycle",
    "PeerQuestion",
    "Pin",
    "ProcessStep",
    "Project",
    "ProjectMeasure",
    "Promise",
    "PulseCount",
    "PulseQuestion",
    "PulseWords",
    "QualityImpact",
    "Rebase",
    "Receipt",
    "Report",
    "ReportFile",
    "Row",
    "Sampling",
    "Schedule",
    "Secret",
    "SignIn",
    "Site",
    "Source",
    "SourceTeam",
    "StageMove",
    "Story",
    "Team",
    "TeamRevision",
    "TeamSummary",
    "TrayItem",
    "Visit",
    "Voice",
]
