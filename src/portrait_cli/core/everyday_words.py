"""Words that are names of people too, such as Will and Grace: only a capital tells which is meant."""

_EVERYDAY = """
    a ace al amber amen an angel april art ash august autumn ba baby bay bea bee bell ben bill bishop blessing bliss
    bo brandy brook brown buck bud buddy cash chance charity chase cherry chip christian cliff clover cole coral
    cruz daisy dale dash dawn day dean destiny diamond do don dot drew duke earl earnest ebony eden ember en eve
    faith fern flora forest fox frank gay gene ginger glen gold grace grant gray green guy ha hall harmony harry has
    haven hazel he heath heaven hero ho holly honey hope hung hunter in iris isle ivory ivy jack jade jasmine jay
    jean jet jewel job journey joy june justice kay king kit lake lance lane lark laurel law lee legacy lien lily lo
    long lot lou love loyal mack magnolia major mark marshal mason maverick max may me melody mercy merry mild miles
    miller miracle miss moon my navy nick no noble nova oak of olive on opal or parish park parker pat patience
    pearl penny per piper poe poppy precious price prince promise queen rain ray red reed reef reese rich ripple
    river rob robin rocky rod rose rosemary royal ruby rue rush rusty ruth sage sailor sandy saw scout season
    serenity shade shore sierra skip sky so son song spring star stem stone storm stormy sue summer sun sunny tab
    tad tan tanner taylor temple ten terry to tom trace treasure trinity trip tripp true tucker unity van vance
    velvet victor violet wade walker ward was wave we west white wiley will willow win winter wise wolf wood woody
    wren yen you young zen
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""In lower case. A name that is not here is replaced in any case."""
