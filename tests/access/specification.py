"""Who may do what, by hand and in words. The code's own table is not asked: a test holds the two together.

    own   on the board of their own ward, and on no other
    low   the same, and on every ward's below theirs, at any depth
    up    on the board of their own ward, and for what a ward right below theirs sent up
    all   on every ward's board
    yes   of the whole installation; a list of it still holds only the wards one may see
    -     never

The columns: nobody, the display on a wall, a member by PIN, the lead, a coach, a coach who may edit, the manager of a
management team, a medical signatory, an administrator. All of them but the last two are of one team, which has a ward
below it, and that one another: nobody but coaches and managers sees these, and they only read.
"""

VISITORS = ("nobody", "display", "member", "lead", "coach", "editor", "manager", "signatory", "administrator")

SPECIFICATION = """
nob dis mem lea coa edi man sig adm
 -  own own own low low low  -   -  See the wall
 -   -  own own low low low  -   -  Read an action, and what was escalated
 -   -  own own low low low  -   -  Read the team's pages
 -   -  own own low low low  -  all See who is on the team
 -   -  own own low low low  -  all Take the figures away in a file
 -   -  own own low low low  -   -  Take away everything about figures, projects and actions, with who changed what
 -   -  own own low low low  -   -  Read what a report says, have it made, and take what was made
 -   -  own own  -  own own  -   -  Say what is made by itself, and when, and send a link again that did not arrive
 -   -   -  own  -   -  own  -   -  Give out and take back calendar links
 -   -   -  own  -   -  own  -   -  Open and shut the team's doors, and say what its pulse asks
 -   -   -   -   -   -   -   -   -  Stand at a door of the team, and leave an idea or a thank-you in its tray
 -   -   -   -   -   -   -   -   -  Answer the team's pulse, and add words where it asks for them
 -   -  own own  -   -   -   -   -  Read what people added to the pulse in words, and let such words go
 -   -  own own  -  own own  -   -  Take in or decline what waits in the tray
 -   -  own own  -  own own  -   -  Fill in the week
 -   -   -   -   -   -   -   -   -  Give the figures one owes as a data owner, and no others
 -   -   -   -   -   -   -   -   -  List the figures one owes as a data owner, of the teams that granted it
 -   -  own own  -  own own  -   -  Sample how the team's time is spent
 -   -  own own  -  own own  -   -  Close a month of the team's costs
 -   -   -   -  own own  -   -  all Make a pathway of teams and say what it measures, being all this to each of them
 -   -   -  own  -   -  own  -   -  Let the other teams of a pathway see this one's own figures
 -   -  own own low low low  -  all Read the recipes of the team's site
 -   -   -  own  -   -  own  -  all Keep recipes for the team's site
 -   -   -   -   -   -   -   -   -  Put figures in from another system
 -   -   -   -   -   -   -   -   -  Read back a figure that another system puts in
 -   -   -   -   -   -   -   -   -  Read the board from another system
 -   -  own own  -  own own  -   -  Agree actions
 -   -  own own  -  own up   -   -  Answer what a team below sent up, for the team that has it now
 -   -  own own  -  own own  -   -  Hold the huddle
 -   -  own own  -  own own  -   -  Work on projects
 -   -   -  own  -   -  own  -   -  Say that finance agreed
 -   -   -  own  -   -  own  -   -  Halt, amend and close a scheme, name who owns it, and record somebody's signature
 -   -   -   -   -   -   -  all  -  Sign for what could get worse, for one's own profession
 -   -   -  own  -   -  own all  -  Take a signature back
 -   -  own own low low low all  -  Read a scheme
 -   -  own own  -  own own  -   -  Copy an idea, tell a story of our own and publish it, ask peers and answer them
 -   -  own own low low low  -   -  Draft a story, and read what a project learned from others
 -   -  own own  -  own own  -   -  Choose measures and how they are judged
 -   -   -   -   -   -   -   -  all Have a run chart judged by Anhøj’s rules
 -   -   -  own  -   -  own  -   -  Lead the team
 -   -   -  own  -   -  own  -  all Set up the team, its PIN and its computers
 -   -   -  own  -   -  own  -  all Give out, set and take back its screens
 -   -  own own own own own  -   -  Read the coaching log and the self-assessment, and rate one's confidence
 -   -   -   -  own own own  -   -  Write the coaching log
 -   -   -   -  own own  -   -   -  Say that a team graduated
 -   -   -   -  yes yes  -   -   -  Read what coaches share with each other
 -   -  yes yes yes yes yes  -  yes Read what is asked of a team before it graduates
 -   -   -   -   -   -   -   -  yes Say what is asked of a team before it graduates
 -   -  own own own own own  -   -  Assess the team, together with it
 -   -  own own  -  own own  -   -  Change an assessment that was agreed, take it out and put it back
 -   -  yes yes yes yes yes  -  yes Read what teams assess themselves by
 -   -   -   -   -   -   -   -  yes Choose what teams assess themselves by
 -   -   -   -   -   -   -   -  all Say where a team belongs
 -   -   -   -   -   -   -   -  all Say who leads, coaches or manages it
 -   -  yes yes yes yes yes yes yes List the teams one may see
 -   -  yes yes yes yes yes  -  yes List the teams whose figures one may take away
 -   -  yes yes yes yes yes yes yes Read the register of the schemes one may see
 -   -  yes yes yes yes yes  -  yes Read the impact of the teams one may see
 -   -   -   -  yes yes yes  -  yes Set what a return is worked out from
 -   -  yes yes yes yes yes  -  yes Look at the organisation, of the teams one may see
 -   -  yes yes yes yes yes  -  yes Read what programmes require, and their returns, of the teams one may see
 -   -   -   -   -   -   -   -  yes Name programmes and say what they require
 -   -  yes yes yes yes yes  -  yes Look at the pathways of the teams one may see
 -   -  yes yes yes yes yes yes yes Read the library of all teams, and published stories
 -   -  yes yes yes yes yes  -  yes Read what was sent up and how soon it is answered, of the teams one may see
 -   -   -   -  yes yes yes  -  yes Say of what kinds the things are that teams send up
 -   -  yes yes yes yes yes  -  yes Make the morning round
 -   -   -   -  yes yes yes  -  yes Say how the morning round is ranked
 -   -   -   -  yes yes yes  -  yes Keep a ranking of the morning round for oneself
 -   -   -   -   -   -   -   -  yes Add teams and accounts
 -   -   -   -   -   -   -   -  yes Say who leads, coaches or manages many teams at once
 -   -   -   -   -   -   -   -  yes Say which other systems put figures in and read them
 -   -   -   -   -   -   -   -   -  List the teams that another system reaches
 -   -   -   -   -   -   -   -  yes Say how long what is known of people is kept
 -   -   -   -  yes yes yes  -  yes Have a pack of the teams one may read made, and take it
 -   -  yes yes yes yes yes  -  yes Take or call off what was made or asked for, of what one may read
 -   -   -   -   -   -   -   -  yes Read who came in, who was let in and what was taken away
 -   -   -   -   -   -   -   -   -  The app's own work
"""


def read(lines: str) -> dict[str, dict[str, str]]:
    """``{what: {visitor: cell}}``."""
    cut = [line.split(maxsplit=len(VISITORS)) for line in lines.strip().splitlines()[1:]]
    return {line[-1]: dict(zip(VISITORS, line, strict=False)) for line in cut}


MAY = read(SPECIFICATION)
