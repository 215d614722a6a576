"""Who and what is in the sample district. Everything is invented: no partner, person, school or
number here is real (phone numbers are 555-01xx, addresses end in .example).

Tables are text, one row per line, cells separated by "|", so that they are easy to read.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# id | name | grades | address | phone
SCHOOLS = """
CEDAR   | Cedar Lake School        | K-8  | 2400 Sample Parkway, Lakes, MN 55400 | 612-555-0110
HARBOR  | Harbor High School       | 9-12 | 18 Sample Harbor Road, Lakes, MN 55401 | 612-555-0120
PRAIRIE | Prairie Oaks Middle School | 6-8 | 905 Sample Oaks Avenue, Lakes, MN 55402 | 612-555-0130
WILLOW  | Willow Bend Elementary   | PK-5 | 77 Sample Bend, Lakes, MN 55403 | 612-555-0140
"""

# id | name | status | other names | people with a part in the sample: given/family/clearance/until
PARTNERS = """
LSL  | Lake Street Literacy | authorized | LSL;Lake Street Readers | Adaeze/Okafor/cleared/2027-06-30 ; Paula/Nguyen-Smith/cleared/2027-03-31 ; Diego/Muñoz/cleared/2027-05-31 ; Siobhán/O’Brien/cleared/2027-08-31
NSS  | Northside Strings | authorized | | Jonas/Peterson/cleared/2027-08-31 ; Chidi/Okafor-Lund/pending/ ; Håkon/Bjørnstad/cleared/2027-04-30
BFM  | Bright Futures Mentoring | authorized | Bright Futures | Rosa/Ochoa/cleared/2027-06-30 ; Mona/Okafi/not_cleared/ ; Maximilian Oluwaseun/Featherstonehaugh-Nguyen/expired/2026-09-30
HRD  | Hmong Roots Dance | authorized | Hmong Roots;Hmoob Cag Ntoo | Lia/Vang/cleared/2027-07-31 ; Pa Houa/Xiong/cleared/2027-07-31
GL   | Garden Lab | authorized | | Faduma/Warsame/cleared/2027-06-30 ; Ifrah/Jama/cleared/2027-06-30
NM   | Northside Makers | authorized | | Kemi/Adeyemi/cleared/2027-06-30 ; Amina/Hassan/cleared/2027-02-28
SC   | Smiles Clinic | authorized | | Thuỳ Linh/Nguyễn/cleared/2027-06-30 ; Amina/Hassan/expired/2026-10-31
SDC  | Somali Days Cultural Circle | authorized | Maalmaha | Cabdi/Maxamed/cleared/2027-06-30 ; Hodan/Nuur/unknown/
LAO  | Lao Lakes Youth Orchestra | authorized | | Bounmy/Sayavong/cleared/2027-06-30 ; สมชาย/วงศ์สวัสดิ์/cleared/2027-06-30
MSK  | O'Brien & Sons <Math> Kitchen | authorized | Math Kitchen | Sean/O'Brien/cleared/2027-06-30 ; Renée/Núñez/cleared/2027-06-30
GLNA | The Greater Lakes Neighborhood Alliance for Intergenerational Reading, Mentoring and Community Partnerships | authorized | GLNA | Alexandra-Konstantina/Papadimitriou-Vongphrachanh-Featherstonehaugh-Lindström/cleared/2027-06-30 ; Ove/Åkesson/pending/
PLUS | +Plus Chess Circle | authorized | | Darryl/Whitcomb/cleared/2027-06-30 ; አበበ/ተስፋዬ/cleared/2027-06-30
RR   | River Rowers | authorized | | Mee/Thao/cleared/2027-06-30 ; Zoë/Lindqvist/cleared/2027-06-30
TEA  | Tea & Talk Elders’ Circle | authorized | | Bao/Her/cleared/2027-06-30 ; Guðrún/Jónsdóttir/cleared/2027-06-30
CS   | Code Sprouts | authorized | | 小明/王/cleared/2027-06-30 ; Ravi/D’Souza/cleared/2027-06-30
STR  | Starlight Theater Works | authorized | | Noémie/Dubois-Keïta/cleared/2027-06-30 ; Tou Ger/Lor/cleared/2027-06-30
BIKE | Second Wind Bike Shop | authorized | | Omar/Farah/cleared/2027-06-30 ; Britta/Sørensen/cleared/2027-06-30
DRUM | Big Drum Learning Circle | authorized | | Winona/Brightwater/cleared/2027-06-30 ; Joaquín/Ríos/cleared/2027-06-30
COOK | Corner Kitchen Cooks | authorized | | Kanya/Phommachanh/cleared/2027-06-30 ; Mariam/Sesay/not_cleared/
HLTH | Healthy Steps Nurses | authorized | | Ayaan/Abdullahi/cleared/2027-06-30 ; Ingrid/Østby/cleared/2027-06-30
JRN  | Young Journalists’ Desk | authorized | | Tomás/Villaseñor/cleared/2027-06-30 ; Yer/Moua/cleared/2027-06-30
BIRD | Lakes Bird Watchers | authorized | | Per/Åsgård/cleared/2027-06-30 ; Nkauj/Vue/cleared/2027-06-30
FUT  | Fútbol en la Plaza | authorized | | Íñigo/Peña/cleared/2027-06-30 ; Liban/Ciise/cleared/2027-06-30
COLL | College Compass | authorized | | Destiny/Abernathy/cleared/2027-06-30 ; Vuong/Trần/cleared/2027-06-30
DRAG | Dragon Studio | prospective | |
ROBO | Prairie Robotics League | prospective | | Elif/Yıldız/unknown/
KARA | Summit Kids Fitness | suspended | | Bruno/Castellanos/cleared/2027-06-30
MILL | Old Mill Theater | ended | | Odd/Haugen/expired/2026-06-30
TUT  | Tutor Town | authorized | | Leila/Haddad/cleared/2027-06-30
"""

# id | partner | program | grades | fee | contract | status | paid | signed | starts | ends | insurance | schools
# "=" means the usual: signed in August, September to June, insured for a year, every school.
PROGRAMS = """
LSL-1  | LSL  | Reading tutors              | K-3  | no  | 26-0418 | signed | no  | 2026-08-12 | =          | = | = | CEDAR;WILLOW
LSL-2  | LSL  | Family literacy nights      | K-5  | no  | 26-0419 | signed | no  | =          | =          | = | = | *
NSS-1  | NSS  | Violin club                 | 4-8  | no  | 26-0377 | signed | yes | =          | =          | = | = | CEDAR;PRAIRIE
NSS-2  | NSS  | Chamber music               | 9-12 | no  | 26-0378 | signed | yes | =          | =          | = | = | HARBOR
BFM-1  | BFM  | Mentoring                   | 6-12 | no  | 26-0533 | signed | no  | 2026-08-24 | =          | = | = | CEDAR;HARBOR
HRD-1  | HRD  | Dance residency             | 3-8  | no  | 26-0502 | signed | yes | =          | =          | = | = | *
GL-1   | GL   | Garden science              | K-5  | no  | 26-0450 | signed | yes | =          | =          | 2026-11-20 | = | CEDAR
GL-2   | GL   | Compost crew                | K-8  | no  | 26-0451 | signed | no  | =          | =          | = | = | *
NM-1   | NM   | Robotics club               | 4-8  | no  | 26-0460 | signed | no  | =          | =          | = | = | *
SC-1   | SC   | Dental screening            | K-8  | no  | 26-0470 | signed | no  | =          | =          | = | 2026-10-31 | *
SDC-1  | SDC  | Heritage language           | K-8  | no  | 26-0480 | signed | no  | =          | =          | = | = | *
LAO-1  | LAO  | Youth orchestra             | 4-12 | no  | 26-0490 | signed | yes | =          | =          | = | 2026-11-15 | CEDAR;HARBOR
MSK-1  | MSK  | Math & <Measure> kitchen    | 2-6  | no  | 26-0500 | signed | yes | =          | =          | = | = | *
GLNA-1 | GLNA | Reading, mentoring and community-garden partnership for every grade of the school | K-8 | no | 26-0510 | signed | no | = | = | = | = | *
PLUS-1 | PLUS | Chess                       | K-8  | no  | 26-0515 | signed | no  | =          | =          | = | = | *
PLUS-2 | PLUS | Chess tournament            | 3-8  | yes | 26-0516 | signed | no  | =          | =          | = | = | *
RR-1   | RR   | Learn to row                | 6-12 | no  | 26-0520 | signed | yes | =          | 2027-03-01 | = | = | *
TEA-1  | TEA  | Elders’ tea and stories     | K-8  | no  | 26-0525 | signed | no  | =          | =          | = | = | *
CS-1   | CS   | Coding club                 | 3-8  | no  | 26-0530 | signed | yes | =          | =          | = | = | CEDAR;HARBOR;PRAIRIE
STR-1  | STR  | Theater workshop            | 3-8  | no  | 26-0535 | signed | yes | =          | =          | = | = | CEDAR
STR-2  | STR  | Spring musical              | 6-12 | no  | 26-0536 | draft  | yes |            | 2027-01-04 | = | = | *
BIKE-1 | BIKE | Bike repair                 | 6-12 | no  | 26-0540 | signed | no  | =          | =          | = | = | *
DRUM-1 | DRUM | Drumming and storytelling   | K-8  | no  | 26-0545 | signed | yes | =          | =          | = | = | CEDAR;WILLOW
COOK-1 | COOK | After-school cooking        | 3-8  | no  | 26-0550 | out_for_signature | yes | | =          | = | = | CEDAR
HLTH-1 | HLTH | Vision and hearing checks   | K-8  | no  | 26-0555 | signed | no  | =          | =          | = | = | *
JRN-1  | JRN  | School newspaper            | 5-12 | no  | 26-0560 | signed | no  | =          | =          | = | = | CEDAR;HARBOR
BIRD-1 | BIRD | Bird walks                  | K-6  | no  | 26-0565 | in_review | no | | 2026-10-01 | = | = | *
FUT-1  | FUT  | Lunch soccer                | 3-8  | no  | 26-0570 | signed | yes | =          | =          | = | = | HARBOR
COLL-1 | COLL | College visits              | 9-12 | no  | 26-0575 | signed | yes | =          | =          | = | = | HARBOR
KARA-1 | KARA | Morning fitness             | K-8  | no  | 26-0580 | signed | no  | =          | =          | = | = | *
MILL-1 | MILL | Stage lights                | 6-8  | no  | 25-0312 | expired | no | 2025-08-20 | 2025-09-02 | 2026-06-30 | 2026-06-30 | CEDAR
TUT-1  | TUT  | Homework help               | 3-8  | no  | 26-0590 | terminated | yes | = | =          | 2026-10-30 | = | CEDAR
TUT-2  | TUT  | Test preparation            | 9-12 | no  | 26-0591 | signed | yes | =          | =          | = | = |
ROBO-1 | ROBO | Robotics league             | 6-8  | no  |         | | | | | | |
"""

# Two programs on one contract, which the summary remarks: program | partner | name | grades | contract
SHARED = """
CS-2 | CS | Girls who build | 5-8 | 26-0530
"""

# program | school | title | place | days | start | end | grades | marks | people (numbers of the partner's list)
# marks: s supervised, p photo releases on file, x not approved, t out of term (ended in October)
ACTIVITIES = """
LSL-1 | CEDAR | Breakfast readers | Library | Mon;Tue;Wed;Thu | 07:20 | 07:55 | K-2 | s | 1 2
LSL-1 | CEDAR | Reading tutors | Room 114 | Tue;Thu | 10:45 | 11:30 | 2-3 | s | 1 3 4
LSL-1 | CEDAR | Reading tutors, small group | Room 112 | Mon;Wed;Fri | 09:00 | 09:45 | 1-2 | s | 2 5
LSL-1 | CEDAR | Book buddies | Library | Mon;Fri | 13:20 | 14:05 | K-1 | s | 4 6
LSL-2 | CEDAR | Family literacy night | Cafeteria | Thu | 17:00 | 18:30 | K-5 | p | 1 2 3
NSS-1 | CEDAR | Violin club | Music | Tue;Thu | 15:10 | 16:30 | 4-8 | p | 1 2
NSS-1 | CEDAR | Violin beginners | Music | Mon;Wed;Fri | 08:40 | 09:25 | 4-5 | sp | 1 3
NSS-1 | CEDAR | String ensemble | Music | Mon;Wed;Fri | 15:00 | 16:30 | 6-8 | p | 3 4
BFM-1 | CEDAR | Mentoring | Office B | Wed | 15:10 | 16:10 | 6-8 | | 1 2 3
BFM-1 | CEDAR | Morning check-in | Office B | Mon;Tue;Wed;Thu;Fri | 07:30 | 08:10 | 6-8 | | 1 4
BFM-1 | CEDAR | Lunch with a mentor | Room 8 | Mon;Wed;Fri | 11:35 | 12:05 | 6-8 | s | 3 5
HRD-1 | CEDAR | Dance residency | Gym | Tue;Thu | 09:40 | 11:00 | 5 | sp | 1
HRD-1 | CEDAR | Dance residency | Gym | Mon;Wed | 09:40 | 11:00 | 4 | sp | 2
HRD-1 | CEDAR | Qeej and dance club | Gym | Mon;Fri | 15:10 | 16:30 | 3-8 | p | 1 2 3
GL-1 | CEDAR | Garden science | Room 8 | Mon;Tue;Thu;Fri | 13:20 | 14:05 | 4 | s | 1 2
GL-2 | CEDAR | Compost crew | Garden | Mon;Tue;Wed;Thu;Fri | 12:10 | 12:40 | 3-8 | s | 2 3
NM-1 | CEDAR | Robotics club | STEM lab | Mon;Wed;Thu | 15:10 | 17:00 | 4-8 | | 1 2
NM-1 | CEDAR | Maker mornings | STEM lab | Tue;Fri | 07:10 | 08:05 | 4-6 | s | 2 3
SC-1 | CEDAR | Dental screening | Nurse’s office | Tue;Thu | 09:00 | 11:30 | K-3 | | 1 2
SDC-1 | CEDAR | Somali heritage language | Room 121 | Tue;Wed;Thu | 14:55 | 16:00 | K-5 | | 1 2
SDC-1 | CEDAR | Somali stories | Room 106 | Mon;Fri | 10:00 | 10:45 | K-2 | s | 1 3
LAO-1 | CEDAR | Youth orchestra | Auditorium | Mon;Tue;Thu | 15:00 | 16:30 | 4-8 | sp | 1 2
LAO-1 | CEDAR | Sectionals | Room 118 | Wed;Fri | 14:55 | 16:00 | 4-8 | | 2 3
MSK-1 | CEDAR | Math & <Measure> kitchen | Room 109 | Tue;Thu | 13:20 | 14:05 | 2-4 | s | 1 2
MSK-1 | CEDAR | Fractions & flour | Cafeteria | Mon;Wed;Fri | 14:05 | 14:50 | 5-6 | s | 1 3
GLNA-1 | CEDAR | Grandparents read: an intergenerational half hour of stories, letters and conversation | Library | Mon;Tue;Wed;Thu;Fri | 08:40 | 09:10 | K-3 | s | 1 2 3
GLNA-1 | CEDAR | Reading mentors | Room 103 | Tue;Fri | 10:00 | 10:45 | 4-5 | s | 3 4
PLUS-1 | CEDAR | Chess before school | Cafeteria | Mon;Tue;Thu;Fri | 07:20 | 08:05 | K-8 | s | 1 2
PLUS-1 | CEDAR | Lunch chess | Room 120 | Tue;Wed;Thu | 11:35 | 12:05 | 3-8 | s | 1 3
PLUS-2 | CEDAR | Chess tournament | Gym | Fri | 16:30 | 18:00 | 3-8 | | 1 2 3
RR-1 | CEDAR | Rowing on land | Gym | Tue;Fri | 16:30 | 18:00 | 6-8 | | 1 2
TEA-1 | CEDAR | Elders’ tea and stories | Room 102 | Wed;Fri | 10:45 | 11:30 | K-2 | sp | 1 2
TEA-1 | CEDAR | Stories at lunch | Cafeteria | Mon;Tue;Thu | 11:30 | 12:00 | K-5 | s | 2 3
CS-1 | CEDAR | Coding club | STEM lab | Tue;Fri | 15:10 | 16:30 | 3-5 | | 1 2
CS-1 | CEDAR | Coding in math class | Room 117 | Mon;Wed;Thu | 10:45 | 11:30 | 5 | s | 2 3
CS-2 | CEDAR | Girls who build | STEM lab | Wed | 13:30 | 15:00 | 5-8 | | 1 3
STR-1 | CEDAR | Theater workshop | Auditorium | Mon;Wed;Fri | 12:10 | 13:00 | 3-5 | sp | 1 2
STR-1 | CEDAR | Improv club | Auditorium | Tue;Thu;Fri | 16:30 | 18:00 | 6-8 | p | 2 3
STR-2 | CEDAR | Spring musical auditions | Auditorium | Mon | 16:30 | 18:00 | 6-8 | x | 1 2
BIKE-1 | CEDAR | Bike repair | Garage | Mon;Wed;Thu | 15:10 | 16:30 | 6-8 | | 1 2
DRUM-1 | CEDAR | Drumming circle | Music | Tue;Thu | 12:10 | 13:00 | K-8 | sp | 1 2
DRUM-1 | CEDAR | Storytelling | Room 105 | Mon;Wed | 13:20 | 14:05 | K-2 | s | 2
COOK-1 | CEDAR | After-school cooking | Cafeteria | Tue;Thu | 15:00 | 16:30 | 3-8 | | 1 2 3
HLTH-1 | CEDAR | Vision and hearing checks | Nurse’s office | Mon;Fri | 09:00 | 11:30 | K-8 | | 1 2
JRN-1 | CEDAR | School newspaper | Room 119 | Tue;Wed;Thu | 14:55 | 16:00 | 5-8 | | 1 2
JRN-1 | CEDAR | Newspaper at lunch | Room 119 | Mon;Fri | 11:35 | 12:05 | 6-8 | s | 2 3
BIRD-1 | CEDAR | Bird walk | Garden | Wed;Fri | 07:10 | 08:05 | K-6 | | 1 2
FUT-1 | CEDAR | Lunch soccer | Field | Mon;Tue;Wed;Thu;Fri | 12:05 | 12:35 | 3-8 | s | 1 2
KARA-1 | CEDAR | Morning fitness | Gym | Mon;Wed;Fri | 07:10 | 08:05 | K-8 | | 1
TUT-1 | CEDAR | Homework help | Room 116 | Mon;Tue;Wed;Thu | 14:55 | 16:00 | 3-8 | | 1 2
GL-2 | CEDAR | Worm count | Garden | Tue;Thu | 14:05 | 14:50 | 1-2 | sx | 3
NM-1 | CEDAR | Family maker night | Cafeteria | Thu | 17:30 | 19:00 | K-8 | px | 1 2 3
SDC-1 | CEDAR | Harvest stories | Library | Mon;Wed | 13:20 | 14:05 | 3-5 | st | 1
NSS-2 | HARBOR | Chamber music | Music hall | Tue;Thu | 15:20 | 16:50 | 9-12 | p | 1 3
BFM-1 | HARBOR | Mentoring | Commons | Mon;Wed | 12:20 | 12:50 | 9-12 | s | 1 2 4
LAO-1 | HARBOR | Youth orchestra | Music hall | Mon;Wed;Fri | 15:20 | 16:50 | 9-12 | sp | 1 3
CS-1 | HARBOR | App workshop | Lab 2 | Tue;Thu | 13:10 | 14:00 | 9-12 | s | 1 2
BIKE-1 | HARBOR | Bike repair | Auto shop | Tue;Thu;Fri | 15:20 | 17:00 | 9-12 | | 2 3
JRN-1 | HARBOR | Harbor Light newspaper | Room 210 | Mon;Wed;Fri | 14:15 | 15:05 | 9-12 | sp | 1 3
COLL-1 | HARBOR | College visits | Career center | Mon;Tue;Wed;Thu;Fri | 09:30 | 11:00 | 11-12 | s | 1 2
COLL-1 | HARBOR | Application help | Career center | Tue;Thu | 15:20 | 17:00 | 12 | | 1 2 3
FUT-1 | HARBOR | Soccer | Field | Mon;Wed;Fri | 15:20 | 16:50 | 9-12 | p | 1 2
RR-1 | HARBOR | Learn to row | Boathouse | Mon;Wed | 06:45 | 08:15 | 9-12 | | 1 2 3
TUT-2 | HARBOR | Test preparation | Room 204 | Tue;Thu | 15:20 | 17:00 | 11-12 | | 1 2
STR-1 | HARBOR | Stage craft | Theater | Fri | 15:20 | 17:00 | 9-12 | | 1
NSS-1 | PRAIRIE | Violin club | Room 12 | Mon;Wed | 15:15 | 16:30 | 6-8 | p | 3 4
CS-1 | PRAIRIE | Coding club | Lab | Tue;Thu | 15:15 | 16:30 | 6-8 | | 2 3
PLUS-1 | PRAIRIE | Chess | Library | Mon;Fri | 11:40 | 12:10 | 6-8 | s | 2 3
GL-2 | PRAIRIE | Compost crew | Yard | Wed | 12:10 | 12:40 | 6-8 | s | 3
LSL-1 | WILLOW | Reading tutors | Room 4 | Mon;Wed;Fri | 10:45 | 11:30 | 1-3 | s | 3 5
DRUM-1 | WILLOW | Drumming circle | Gym | Tue | 10:00 | 10:45 | PK-2 | sp | 1 2
TEA-1 | WILLOW | Elders’ tea and stories | Library | Tue;Thu | 13:20 | 14:05 | PK-2 | s | 1 2
HLTH-1 | WILLOW | Vision and hearing checks | Nurse’s office | Tue | 09:00 | 11:30 | PK-5 | | 1
"""

# Names for the rest of every partner's people, from the many languages of the sample's town.
GIVEN = (
    *("Mai", "Kao", "Tou", "Pa Nhia", "Xue", "Gao", "Chue", "Yeng", "Sua", "Bee"),
    *("Halima", "Abdirahman", "Sahra", "Yusuf", "Ladan", "Ismail", "Khadra", "Guled", "Nimco"),
    *("Khamphone", "Noy", "Somphone", "Malichanh", "Vilay", "Thongsy", "Dao", "Anousone"),
    *("Lucía", "José", "Ximena", "Andrés", "Inés", "Raúl", "Belén", "Ángel", "Sofía", "Martín"),
    *("Astrid", "Leif", "Solveig", "Gunnar", "Maren", "Torbjörn", "Kirsten", "Nils", "Elin"),
    *("Chinwe", "Tunde", "Abena", "Kwame", "Zainab", "Folasade", "Emeka", "Makena", "Desta"),
    *("Kathleen", "Marcus", "Denise", "Walter", "Yolanda", "Grace", "Theodore", "Bridget"),
)
FAMILY = (
    *("Vang", "Yang", "Xiong", "Lee", "Her", "Moua", "Thao", "Lor", "Vue", "Chang", "Khang"),
    *("Warsame", "Abdi", "Jama", "Farah", "Mohamud", "Osman", "Ciise", "Nuur", "Aden", "Gedi"),
    *("Keomany", "Sayavong", "Phommachanh", "Inthavong", "Rattanavong", "Chanthavong"),
    *("Castañeda", "Ibáñez", "Muñoz", "Rosales", "Ochoa", "Quiñones", "Treviño", "Zepeda"),
    *("Lindström", "Håkansson", "Sørensen", "Bjerke", "Østergaard", "Sundqvist", "Haugen"),
    *("Adeyemi", "Okonkwo", "Mensah", "Tesfaye", "Bekele", "Diallo", "Owusu", "Achebe"),
    *("O’Leary", "O'Neill", "Fitzgerald-Jones", "D’Angelo", "Whitaker", "Kowalczyk", "St. Claire"),
)

# id | name | other names | born | school | issued | ends | instruction
NOTICES = """
N-1 | Darrell Whitcombe | | 1979 | CEDAR | 2026-09-21 | 2027-09-20 | Ask a school leader to compare before anybody answers. Do not discuss at the counter.
N-2 | Quentin Sample-Marsh | Q. Marsh | 1990 | * | 2026-10-02 | | Call the district office.
N-3 | Ottoline Grubb | Lina Grubb | | HARBOR | 2025-10-14 | 2026-10-13 | Lapsed; kept for the record.
N-4 | Bartholomew Quince | | | * | | | Not to be left alone in the building.
"""

# id | partner | title | approved | expires | channels | grades | schools | number
FLYERS = """
F-2231 | LSL | Winter reading club | 2026-11-16 | 2027-01-31 | carry_home | K-3 | * | FL-2231
F-2228 | BFM | Teen coding night | 2026-11-02 | 2026-12-15 | board | 9-12 | * | FL-2228
F-2219 | NSS | Fall concert | 2026-10-19 | 2026-11-24 | board | K-8 | CEDAR | FL-2219
F-2190 | SC | Free dental screening | 2026-10-12 | 2026-11-30 | carry_home;board | K-5 | CEDAR;WILLOW | FL-2190
F-2240 | NM | Robots & <friends>: family night | 2026-11-23 | 2027-02-28 | carry_home;board | 4-8 | CEDAR | FL-2240
F-2101 | GL | Plant sale | 2026-09-14 | 2026-10-15 | carry_home;board | K-8 | * | FL-2101
F-2300 | DRUM | Spring powwow craft day | 2027-02-01 | 2027-05-15 | carry_home | K-8 | CEDAR;WILLOW | FL-2300
F-2244 | COLL | Paying for college | 2026-11-20 | | board | 9-12 | HARBOR | FL-2244
"""
