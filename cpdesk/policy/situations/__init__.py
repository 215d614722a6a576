"""Everyday situations as people ask about them on the phone. Nothing here says what is allowed."""

from __future__ import annotations

from cpdesk.policy.situations.outreach import OUTREACH
from cpdesk.policy.situations.situation import Form as Form
from cpdesk.policy.situations.situation import Situation as Situation
from cpdesk.policy.situations.students import STUDENTS
from cpdesk.policy.situations.visits import VISITS
from cpdesk.words import N_

SITUATIONS: tuple[Situation, ...] = (*STUDENTS, *OUTREACH, *VISITS)

# Filler around what is meant; these words would match half of all situations.
SMALL = N_(
    "a an the may can could should would will do does did is are was am be been it its of to in on "
    "at for with by from and or so that this these those there has have had we they he she you i "
    "my me our us their them his her your what whats how about when where who whom which want "
    "wants wanted need needs like please ok okay allowed let lets someone somebody anyone "
    "something here then if come comes hes shes theyre im were thats dont doesnt cant wont isnt "
    "arent already still just also very de la el los las un una del y en con para por que puede"
)
# Words for the same thing: typing one of them means the first.
SAME: tuple[str, ...] = (
    N_("student kid child children pupil teen estudiante alumno alumna nino nina hijo hija"),
    N_("picture photo image foto fotografia photograph selfie pic snapshot"),
    N_("video videos vid vids"),
    N_("flyer flier leaflet brochure pamphlet handbill volante folleto"),
    N_("class classroom lesson clase salon"),
    N_("parent mom mother mum dad father guardian padre madre papa mama"),
    N_("name nombre"),
    N_("table booth stand mesa"),
    N_("teacher maestra maestro profesor profesora"),
    N_("contract contrato"),
    N_("lunch almuerzo lunchtime"),
    N_("insurance seguro insured"),
    N_("money dinero cash"),
    N_("volunteer voluntario voluntaria"),
    N_("police policia cop sheriff"),
    N_("emergency emergencia"),
    N_("school escuela"),
    N_("signed signature firma firmado sign"),
)
