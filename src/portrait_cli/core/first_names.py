"""First names that are common in US schools, in many languages: enough to know a name at the start of a sentence."""

_FIRST_NAMES = """
    aaliyah aaron abby abdi abdul abdullah abena abigail adam addison aditya adriana ahmad ahmed aidan aiden aisha
    alejandra alejandro alex alexa alexander alexandra alexis ali alice alicia alison allison alma alyssa amanda
    amara amina amir amira amy ana ananya anastasia andre andrea andrew angel angela angelica anh anita anjali ann
    anna anne annie anthony antonio april aria ariana arjun arturo ashley asia aurora austin autumn ava avery
    barbara beatrice beatriz becky ben benjamin beth beto betty beverly bianca bilal binh blanca bob bonnie brad
    brandon brenda brian brianna brittany brooke brooklyn bruce bryan caitlin caleb cameron carl carla carlos carmen
    carol caroline carolyn carrie carter casey catherine cecilia cesar chad charles charlie charlotte chelsea cheryl
    chidi chloe chris christian christina christine christopher cindy citlali claire clara claudia cody colleen
    connor consuelo courtney craig cristina crystal curtis cynthia daisy damian dana daniel daniela danielle danny
    dario darnell darrell david dawn deandre debbie deborah debra deepak deja demetrius denise dennis derek deshawn
    destiny diana diane diego dominic donald donna donte dorothy douglas duc dustin dylan ebony eddie edgar eduardo
    edward edwin eileen elaine eleanor elena eli elias elijah elizabeth ella ellen emiliano emily emma emmanuel
    enrique eric erica erik erin ernesto esmeralda esperanza esteban esther ethan eva evan evelyn ezekiel faith
    fatima fatimah fatuma felicia felipe felix fernando francesca francis francisco frank gabriel gabriela gabriella
    gary george gerald gina giovanni gloria gonzalo grace grant greg gregory guadalupe guillermo gustavo hailey
    hamza hannah hao harold harper hassan hayden hazel heather hector heidi helen henry hiroshi hoa holly hope huda
    hugo hussein ian ibrahim ignacio imani ines ingrid irene iris isaac isabel isabella isaiah ismael israel itzel
    ivan ivy jack jackie jackson jacob jacqueline jada jade jaden jaime jake jalen jamal james jamie jamila jan jana
    janet janice jasmine jason javier jay jayden jaylen jeff jeffrey jenna jennifer jenny jeremiah jeremy jerome
    jerry jesse jessica jesus jihoon jill jim jimmy jin joan joanna joaquin joe joel john johnny jon jonathan jordan
    jorge jose joseph joshua josiah joy joyce juan juana juanita judith judy julia julian juliana julie julio june
    justin kai kaitlyn kareem karen karina karla katelyn katherine kathleen kathryn kathy katie kayla keisha keith
    kelly kelsey ken kendra kenji kenneth kenya kevin khadija khalid khalil khanh kiara kim kimberly kofi kristen
    kristin kurt kwame kyle kylie lakeisha lamar lan larry latasha latisha latoya laura lauren leah lei leila leo
    leonardo leslie leticia lila lillian linda lindsay lindsey ling linh lisa liz logan lorena lorenzo lori louis
    lucas lucia lucy luis luke luna lupe luz lydia lynn mackenzie madeline madison maggie mahmoud mai malik manuel
    marco marcos marcus margaret maria mariah mariam marie marilyn mario marisol mark marlene marquis marta martha
    martin mary maryam mason mateo matthew maya megan mei melanie melissa mercedes mia micah michael michelle miguel
    mike mila min mingyu minh minji miranda miriam misty mohamed mohammad mohammed moises molly monica monique
    morgan moses muhammad mustafa myra nadia nancy naomi nasir natalia natalie natasha nathan nathaniel nayeli
    nelson ngoc ngozi nguyet nia nicholas nicole nikhil nina noah noor nora norma nur octavio odalys olga olivia
    oluwaseun omar orlando oscar osman owen pablo paige paola parker patricia patrick paul paula pedro penelope
    peter philip phillip phuong priscilla priya priyanka quan quang quinn rachel rafael rahul raj ralph ramon randy
    raquel rashad raul ravi raymond rebecca renee ricardo richard rick riley rita robert roberto rodney rodrigo
    roger rohan ronald rosa rosalinda rosario rose roxana roy ruben ruth ryan saad sabrina sakura salma salvador sam
    samantha samir samuel sandra sanjay santiago sara sarah saul savannah scott sean sebastian serena sergio seth
    shanice shanika shannon sharon shaun shawn sheila shelby shirley siddharth silvia simon skyler sofia sonia
    soo-jin sophia sophie stacy stella stephanie stephen steve steven sue sumaya summer sunil susan suzanne sydney
    sylvia tamara tamika tammy tanisha tanya tara tariq tasha taylor teresa terrence terry thanh theresa thi thiago
    thomas thuy tiana tiffany tim timothy tina todd tom tomas tony tracy travis tremaine trevor trey trinh tristan
    trung tuan tyler tyrell tyrone valentina valeria van vanessa vang veronica vicky victor victoria vijay vincent
    violet virginia vivian wanda wayne wei wendell wendy whitney will william xavier xiang xiao ximena xiomara
    xochitl yadira yahir yan yara yasmin yesenia ying yolanda yosef young yousef yuki yuna yusuf yvette yvonne
    zachary zahra zainab zhang zion zoe zoey
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
"""In lower case and without accents."""

_ALSO_PLACES = """
    asia aurora austin brooklyn caroline chad charlotte chelsea israel jackson jordan kenya lincoln logan madison
    orlando san santiago savannah sydney trenton victoria virginia
"""
ALSO_PLACES = frozenset(_ALSO_PLACES.split())
"""Those that are places as well: after `in` or `to` they are."""

ALSO_TIMES = frozenset({"april", "june", "august", "summer", "autumn"})
"""Those that are a time of the year as well."""

_ALSO_WORDS = """
    alma angel anh april asia autumn binh carmen chad christian crystal daisy dawn destiny duc ebony esperanza faith
    frank grace grant hao holly hope iris ivy jack jade jasmine jay jin joy june lan lei linda ling luz mai mark
    martin mason mercedes min misty morgan nelson norma parker rich rosa rosario rose salvador sue summer thanh thi
    van vang wei will xiang xiao yan ying young
"""
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Those that are words as well, here or in another language: in lower case they are."""
