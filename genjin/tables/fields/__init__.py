"""Every kind of cell, listed once. A new kind is one file here and one line below."""

from genjin.tables.fields.auto_number import AutoNumber
from genjin.tables.fields.base import FieldType
from genjin.tables.fields.checkbox import Checkbox
from genjin.tables.fields.choice import Choice, Option
from genjin.tables.fields.choices import Choices
from genjin.tables.fields.date import Date
from genjin.tables.fields.datetime import DateTime
from genjin.tables.fields.email import Email
from genjin.tables.fields.encrypted import Encrypted
from genjin.tables.fields.grade import Grade
from genjin.tables.fields.link import Link
from genjin.tables.fields.long_text import LongText
from genjin.tables.fields.money import Money
from genjin.tables.fields.number import Number
from genjin.tables.fields.percent import Percent
from genjin.tables.fields.person import PersonLink
from genjin.tables.fields.phone import Phone
from genjin.tables.fields.rating import Rating
from genjin.tables.fields.stage import Stage
from genjin.tables.fields.status import Status
from genjin.tables.fields.text import Text
from genjin.tables.fields.url import Url

FIELD_TYPES: tuple[type[FieldType], ...] = (
    Text,
    LongText,
    Number,
    Money,
    Percent,
    Date,
    DateTime,
    Choice,
    Choices,
    PersonLink,
    Link,
    Phone,
    Email,
    Url,
    Checkbox,
    Rating,
    AutoNumber,
    Encrypted,
    Stage,
    Grade,
    Status,
)

__all__ = [
    "FIELD_TYPES",
    "AutoNumber",
    "Checkbox",
    "Choice",
    "Choices",
    "Date",
    "DateTime",
    "Email",
    "Encrypted",
    "FieldType",
    "Grade",
    "Link",
    "LongText",
    "Money",
    "Number",
    "Option",
    "Percent",
    "PersonLink",
    "Phone",
    "Rating",
    "Stage",
    "Status",
    "Text",
    "Url",
]
