"""Words that tell who is in a group: students, adults who have to do with them, or one person.

They are in the languages that pages have words for, and in those that rubric tables often come in.
"""

import re
import unicodedata

from portrait_cli.core.request import Group

_YEAR_OF_CLASS = re.compile(r"class-of-\d{2,4}")


def _plain(text: str) -> str:
    """Return a text in a form in which accents make no difference, which many leave out."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))


def _exact(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _set(*lines: str) -> frozenset[str]:
    return frozenset(map(_plain, _exact(*lines)))


_STUDENTS = _set(
    "boy boys child children freshman freshmen girl girls grader graders kid kids kindergartener kindergarteners",
    "kindergartner kindergartners learner learners minors preschoolers pupil pupils scholar scholars schoolchildren",
    "seniors sophomore sophomores student students teen teenager teenagers teens youngsters youth",
    "alumna alumnado alumnas alumno alumnos adolescentes chicas chicos escolares estudiante estudiantes jóvenes",
    "menores muchachas muchachos niña niñas niño niños preescolares",
    "ado adolescents ados collégiennes collégiens écolières écoliers élève élèves enfant enfants étudiant étudiante",
    "étudiantes étudiants jeunes lycéennes lycéens",
    "jugendliche jugendlichen kind kinder kindern lernende lernenden",
    "aluna alunas aluno alunos criança crianças estudantes jovens meninas meninos",
    "alunni alunne bambine bambini ragazze ragazzi studente studentesse studenti",
)
_STUDENTS_WITHIN = _set(
    "schüler schueler klässler klaessler",
    "أطفال اطفال تلاميذ تلميذ طالب طالبات طلاب طلبة متعلمات متعلمون متعلمين",
    "園児 学生 子ども 子供 生徒 児童 學生 孩子 儿童 兒童 同学 同學",
    "아이들 어린이 학생",
)
"""Those that are found within a word, too: with an article, an ending, or in a script without spaces."""
_ADULTS = _exact(
    "aides caregivers coaches counselors directors faculty families family grandparents guardians leads librarians",
    "mentors nurses paraprofessionals paras parent parents principals services staff support teacher teachers team",
    "teams tutors volunteers workers",
    "apoderados acudientes apoyo directivos docente docentes equipo equipos familia familias madre madres maestra",
    "maestras maestro maestros orientadores padre padres personal profesor profesora profesoras profesores servicios",
    "tutoras tutores",
    "enseignant enseignante enseignantes enseignants équipe équipes famille familles maîtres maîtresses parent",
    "personnel professeur professeurs profs",
    "familie familien kollegium mitarbeiter mitarbeiterinnen",
    "equipe equipa funcionários mãe mães pai pais professora professoras professores responsáveis",
    "docenti famiglia famiglie genitori insegnanti personale",
)
"""Beside such a word, those above say whose parents or teachers they are. Accents count: `país` is no `pais`."""
_ADULTS_WITHIN = _exact(
    "eltern erzieher lehrer lehrkraft lehrkräfte",
    "أسر آباء أمهات أهالي أولياء عائلات مدرسات مدرسون مدرسين معلم موظفات موظفون موظفين",
    "先生 教員 教師 職員 保護者 家族 家庭 スタッフ 家长 家長 老师 老師 教师 员工 員工",
    "교사 선생님 직원 학부모 학생지도",
)
_MAYBE_STUDENTS = _set(
    "advisees advisory apprentices athletes campers captains class classes club clubs cohort grade grades homeroom",
    "interns juniors mentees period players readers section",
    "clase clases curso cursos grado grados promoción salón sección",
    "classe délégués niveau",
    "ag jahrgang jahrgänge kurs kurse stufe",
    "ano anos série turma turmas",
    "classi gruppo",
)
"""Words that can name students or adults, such as a class or a grade."""
_MAYBE_WITHIN = _set("klasse الصف صفوف فصل クラス 年生 学年 年级 年級 班级 班級 학년")
_ONE_PERSON = _set(
    "boss chair coach director evaluator manager mentor principal superintendent supervisor",
    "directora jefa jefe mentora superintendente supervisora",
    "chef directeur directrice mentore proviseur supérieur supérieure",
    "chefin schulleiter schulleiterin vorgesetzte vorgesetzter",
    "chefe diretor diretora",
    "dirigente preside",
    "المدير المديرة المشرف المشرفة المفتش مدير مديرة مديري مديرتي مشرف مشرفة",
    "校長 教頭 上司 校长 교장",
)
_BEFORE_ONE = re.compile("(?:my|the|mi|el|la|mon|ma|le|mein|meine|der|die|o|a|meu|minha|il|mio|mia)-")


def are_students(group: Group) -> bool:
    """Return True for a group whose name says that they are students."""
    plain = _plain(group.id)
    named = _has(plain, _STUDENTS, _STUDENTS_WITHIN) or _YEAR_OF_CLASS.search(plain) is not None
    return named and not _are_adults(group)


def may_be_students(group: Group) -> bool:
    """Return True for a group whose name leaves open whether they are students."""
    plain = _plain(group.id)
    return _has(plain, _MAYBE_STUDENTS, _MAYBE_WITHIN) and not _are_adults(group) and not are_students(group)


def is_one_person(group: Group) -> bool:
    """Return True for a group whose name says that it is one person, who could not be unknown."""
    return _BEFORE_ONE.sub("", _plain(group.id), count=1) in _ONE_PERSON


def _are_adults(group: Group) -> bool:
    return _has(group.id, _ADULTS, _ADULTS_WITHIN)


def _has(name: str, words: frozenset[str], within: frozenset[str]) -> bool:
    """Return True if one of the words is among those of a name, or some are within it."""
    return not words.isdisjoint(name.split("-")) or any(one in name for one in within)
