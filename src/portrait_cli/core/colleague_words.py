"""The words around what colleagues are asked, where a portrait has none of its own, in the languages that we know."""

from collections.abc import Mapping

from portrait_cli.core.colleague_set import AnswerWords, ClosingLine, ColleagueAnswer, ColleagueWords
from portrait_cli.core.text import Id, one_line


def complete(words: AnswerWords, language: str) -> AnswerWords:
    """Return a portrait's words, each on one line, with ours in the place of those that it leaves out."""
    return _filled(words, _in_language(_KNOWN, language))


def complete_for_students(words: ColleagueWords, language: str) -> AnswerWords:
    """Return a portrait's words for students; where it has none, its words for everyone, and then ours."""
    return _filled(words.students, _filled(words, _in_language(_OF_STUDENTS, language)))


def _in_language(known: Mapping[str, AnswerWords], language: str) -> AnswerWords:
    return known.get(language.partition("-")[0].lower(), known["en"])


def _filled(words: AnswerWords, others: AnswerWords) -> AnswerWords:
    return AnswerWords(
        question=one_line(words.question) or others.question,
        answers=tuple(ColleagueAnswer(one_line(one.name), one.id) for one in words.answers) or others.answers,
        not_seen=one_line(words.not_seen) or others.not_seen,
        example=one_line(words.example) or others.example,
        closing=tuple(ClosingLine(one_line(one.text), one.id) for one in words.closing) or others.closing,
    )


def _words(question: str, answers: tuple[str, str, str], not_seen: str, example: str, *closing: str) -> AnswerWords:
    return AnswerWords(
        question=question,
        answers=tuple(map(ColleagueAnswer, answers, map(Id, ("regularly", "sometimes", "not-yet")))),
        not_seen=not_seen,
        example=example,
        closing=tuple(map(ClosingLine, closing, map(Id, ("keep", "would-help")))),
    )


_KNOWN: Mapping[str, AnswerWords] = {
    "en": _words(
        "How often do you see this?",
        ("Regularly", "Sometimes", "Not yet"),
        "I wasn't in a position to see",
        "Give one example if you can.",
        "Please keep doing ...",
        "It would help students or me if you ...",
    ),
    "es": _words(
        "¿Con qué frecuencia lo ve?",
        ("Regularmente", "A veces", "Todavía no"),
        "No estuve en posición de verlo",
        "Dé un ejemplo si puede.",
        "Por favor, siga haciendo ...",
        "A los estudiantes o a mí nos ayudaría que ...",
    ),
    "fr": _words(
        "À quelle fréquence le voyez-vous ?",
        ("Régulièrement", "Parfois", "Pas encore"),
        "Je n'ai pas pu le voir",
        "Donnez un exemple si vous le pouvez.",
        "Continuez, s'il vous plaît, à ...",
        "Cela aiderait les élèves ou moi si vous ...",
    ),
    "de": _words(
        "Wie oft sehen Sie das?",
        ("Regelmäßig", "Manchmal", "Noch nicht"),
        "Das konnte ich nicht sehen",
        "Geben Sie ein Beispiel, wenn Sie können.",
        "Bitte tun Sie weiterhin ...",
        "Den Lernenden oder mir würde es helfen, wenn Sie ...",
    ),
    "pt": _words(
        "Com que frequência você vê isso?",
        ("Regularmente", "Às vezes", "Ainda não"),
        "Não pude ver isso",
        "Dê um exemplo, se puder.",
        "Por favor, continue a ...",
        "Ajudaria os estudantes ou a mim se você ...",
    ),
    "ar": _words(
        "كم مرة ترى هذا؟",
        ("بانتظام", "أحيانًا", "ليس بعد"),
        "لم أكن في موضع يسمح لي بأن أرى",
        "اذكر مثالًا واحدًا إن استطعت.",
        "أرجو الاستمرار في ...",
        "مما يساعد الطلاب أو يساعدني ...",
    ),
    "ja": _words(
        "どのくらいの頻度で見かけますか。",
        ("いつも", "ときどき", "まだ見ない"),
        "見る機会がなかった",
        "できれば例を一つ挙げてください。",
        "これからも続けてほしいこと ...",
        "生徒や私の助けになること ...",
    ),
}
_OF_STUDENTS: Mapping[str, AnswerWords] = {
    "en": _words(
        "How often do you see this?",
        ("Often", "Sometimes", "Not so far"),
        "I haven't been able to see this",
        "Give one example if you can.",
        "Please keep doing ...",
        "It would help students if you ...",
    ),
    "es": _words(
        "¿Con qué frecuencia lo ves?",
        ("A menudo", "A veces", "Hasta ahora no"),
        "No he podido verlo",
        "Da un ejemplo si puedes.",
        "Por favor, siga haciendo ...",
        "A los estudiantes nos ayudaría que ...",
    ),
    "fr": _words(
        "Est-ce que tu vois cela souvent ?",
        ("Souvent", "Parfois", "Pas jusqu'ici"),
        "Je n'ai pas pu le voir",
        "Donne un exemple si tu peux.",
        "Continuez, s'il vous plaît, à ...",
        "Cela aiderait les élèves si vous ...",
    ),
    "de": _words(
        "Wie oft siehst du das?",
        ("Oft", "Manchmal", "Bisher nicht"),
        "Das konnte ich nicht sehen",
        "Gib ein Beispiel, wenn du kannst.",
        "Bitte tun Sie weiterhin ...",
        "Uns würde es helfen, wenn Sie ...",
    ),
    "pt": _words(
        "Com que frequência você vê isso?",
        ("Muitas vezes", "Às vezes", "Até agora não"),
        "Não pude ver isso",
        "Dê um exemplo, se puder.",
        "Por favor, continue a ...",
        "Ajudaria os estudantes se você ...",
    ),
    "ar": _words(
        "كم مرة ترى هذا؟",
        ("كثيرًا", "أحيانًا", "ليس حتى الآن"),
        "لم أتمكن من رؤية هذا",
        "اذكر مثالًا واحدًا إن استطعت.",
        "أرجو الاستمرار في ...",
        "مما يساعد الطلاب ...",
    ),
    "ja": _words(
        "どのくらいよく見ますか。",
        ("よく見る", "ときどき", "今のところ見ない"),
        "見る機会がなかった",
        "できれば例を一つ書いてください。",
        "これからも続けてほしいこと ...",
        "生徒の助けになること ...",
    ),
}
