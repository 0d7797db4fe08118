"""A request to colleagues, for tests."""

from datetime import date

from portrait_cli.core.request import Group, Request
from portrait_cli.core.session import Choice, Step

ITEM = Step("advocacy.asks-who", "choice", "Asks who is missing.", choices=(Choice("regularly", "Regularly"),))
REQUEST = Request(
    id="k7f32m9q",
    kind="feedback",
    asker="Dana Reyes",
    asked_on=date(2026, 11, 23),
    steps=(ITEM, Step("closing.keep", "words", "Please keep doing ...")),
    portrait="portrait-of-a-leader",
    portrait_version="1",
    portrait_title="Portrait of a Leader",
    recipient="age1nhr2eh9n6suawungetwwdmywm70cx79m6gdc7dl3fgll5l7v25lqg23w85",
    groups=(Group("staff", "Staff"),),
)
