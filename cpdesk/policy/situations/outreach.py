"""Tables, presentations, pictures, flyers and boards."""

from __future__ import annotations

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import Condition, Purpose
from cpdesk.policy.situations.example_cases import (
    coming_for,
    flyer,
    home,
    on_a_wall,
    photos,
    photos_lapsed,
    photos_of_some,
)
from cpdesk.policy.situations.situation import Form, Situation
from cpdesk.words import N_

OUTREACH: tuple[Situation, ...] = (
    Situation(
        "table",
        N_("May a partner have a table at a school event?"),
        N_(
            "tabling, set up a table, information table, lunch table, table at lunch, "
            "cafeteria table, table in the cafeteria, table in the hallway, fair, career fair, "
            "college fair, resource fair, information fair, health fair, open house, conferences, "
            "parent teacher conferences, registration night, family night, event, school event, "
            "carnival, back to school night, army, military, military recruiter, "
            "college recruiter, feria, noche familiar, "
            "lobby, entrance, set up in the lobby, curriculum night, scouts, marines, navy"
        ),
        ("tabling.approval",),
        coming_for(Purpose.TABLING),
        Kind.TABLING,
    ),
    Situation(
        "presentation",
        N_("May a partner present in a classroom?"),
        N_(
            "presentation, class presentation, classroom presentation, talk, give a talk, speech, "
            "speak, speaker, guest speaker, speak to class, talk to a class, talk to the class, "
            "read to class, read aloud, read a book, assembly, demonstration, demo, show, "
            "performance, lead a class, teach a class, workshop, career day, "
            "charla, presentacion, "
            "health lesson, teach a lesson, guest lesson, author visit, zoom call with class, "
            "virtual visit, "
            "firefighter, firefighter visit, police visit a class, yoga, yoga class, art class, "
            "music class, dance class, cooking class"
        ),
        ("presentation.approval",),
        coming_for(Purpose.PRESENTATION),
        Kind.PRESENTATION,
    ),
    Situation(
        "forms",
        N_("May a partner hand out registration forms or a sign-up sheet in a classroom?"),
        N_(
            "registration form, registration, sign up, sign up sheet, sign up form, signup, "
            "sign up a student, sign students up at a table, enroll, enroll a student, enrollment, "
            "interest form, application form, hoja de registro, inscribir"
        ),
        ("presentation.approval",),
        coming_for(Purpose.PRESENTATION),
        Kind.PRESENTATION,
        forbids=Condition.NO_REGISTRATION_FORMS,
    ),
    Situation(
        "photos",
        N_("May a partner take pictures without signed releases?"),
        N_(
            "picture, take a picture, picture of a student, take a picture of a student, video, "
            "film, film a class, film a student, filming, camera, record a video, "
            "record a class, recording, livestream, live stream, social media, website, post, "
            "post a picture, post on social media, put on the internet, online, facebook, "
            "facebook post, instagram, tiktok, snapchat, youtube, reel, drone, media, tv, tv crew, "
            "news, newspaper, reporter, journalist, no release, grabar, video de la clase, redes, "
            "singing, record students singing, recorded, zoom, publish"
        ),
        ("photo.release",),
        photos(False),
        Form.RELEASES,
    ),
    Situation(
        "photos-released",
        N_("May a partner take pictures of students whose parents signed?"),
        N_(
            "picture release, video release, media release, release, release form, photo form, "
            "signed release, parent signed release, parent signed photo form, photo consent, "
            "consent to photos, media consent, photo session, photo day, school pictures, "
            "photographer, video with releases, "
            "photo permission slip, photo slip, photo permission"
        ),
        ("photo.release",),
        photos(True),
        Kind.PHOTOS,
    ),
    Situation(
        "photos-some",
        N_("May a partner take pictures if only some parents signed?"),
        N_(
            "sticker, stickers, picture sticker, some students no release, not all signed, "
            "not everyone signed, one family said no, one parent said no, some did not sign, "
            "half the class, group picture, class picture"
        ),
        ("photo.release",),
        photos_of_some,
        Kind.PHOTOS,
    ),
    Situation(
        "photos-lapsed",
        N_("May a partner take pictures if the releases have expired?"),
        N_(
            "old release, expired release, release expired, last years release, "
            "last years photo form, release from last year, renew release, lapsed release"
        ),
        ("photo.release",),
        photos_lapsed,
        Form.RELEASES,
    ),
    Situation(
        "flyer",
        N_("May a partner drop off flyers the district has not approved?"),
        N_(
            "flyer, drop off flyers, leave flyers, hand out flyers, pass out flyers, "
            "hand out flyers to students, distribute, distribute flyers, handout, hand out papers, "
            "pass out papers, paper, postcard, coupon, business card, flyer in spanish, "
            "memo, no memo, no approval number, expired flyer, put flyers on cars, delivery, "
            "repartir volantes, "
            "no permission, sin permiso, "
            "unapproved, unapproved flyer, not approved flyer"
        ),
        ("flyer.approved",),
        flyer,
        Form.FLYER,
    ),
    Situation(
        "flyer-approved",
        N_("May a partner drop off flyers the district approved?"),
        N_(
            "approved flyer, flyer approved, approval memo, approval number, memo, newsletter, "
            "school newsletter, website post, electronic flyer, email flyer, peachjar, delivery of "
            "flyers, flyer delivery"
        ),
        ("flyer.approved",),
        coming_for(Purpose.FLYERS, flyer_named=True),
        Form.FLYER,
    ),
    Situation(
        "flyer-home",
        N_("May approved flyers go home with students in grade 4?"),
        N_(
            "carry home, take home, send home, send flyers home, go home, backpack, backpack mail, "
            "take home folder, friday folder, thursday folder, elementary, middle school, "
            "kindergarten, flyers to families, mandar a casa, mochila"
        ),
        ("flyer.carry-home-grades",),
        home(4),
        Form.FLYER,
        alone=True,
    ),
    Situation(
        "flyer-home-high",
        N_("May approved flyers go home with students in grade 10?"),
        N_(
            "high school, flyer high school, high school flyer, high school students, teenager, "
            "grade 9, grade 11, grade 12, senior, freshman, "
            "ninth, tenth, eleventh, twelfth, ninth grade, high schooler, "
            "9th grade, 10th grade, 11th grade, 12th grade"
        ),
        ("flyer.carry-home-grades",),
        home(10),
        Form.FLYER,
        alone=True,
    ),
    Situation(
        "board",
        N_("May a flyer hang anywhere in the building?"),
        N_(
            "poster, posters, hang, hang a poster, hang up, put up a poster, post a flyer, "
            "pin up, tape, wall, on the wall, hallway, door, window, bathroom, banner, sign, "
            "yard sign, display, display board, board, bulletin, bulletin board, cartel"
        ),
        ("flyer.board",),
        on_a_wall,
        Form.FLYER,
        alone=True,
    ),
)
