"""What a page says by itself, in the languages that we have words for."""

from collections.abc import Mapping

from msgspec import Struct


class PageWords(Struct, frozen=True):
    """The page's own words; what is in braces is filled in."""

    language: str
    question: str
    questions: str
    minute: str
    minutes: str
    at_once: str
    one_by_one: str
    what_happens: str
    """Above what happens to the answers."""
    progress: str
    for_example: str
    only_if: str
    """Before the answers after which something is asked."""
    next: str
    skip: str
    back: str
    clear: str
    pick_day: str
    day_understood: str
    day_unknown: str
    review: str
    review_hint: str
    change: str
    skipped: str
    evidence: str
    set_goal: str
    nothing: str
    save: str
    saved: str
    where_it_is: str
    copy_label: str
    sealed_label: str
    copy: str
    copied: str
    mail: str
    to_answers: str
    start_over: str
    start_over_sure: str
    still_here: str
    no_drafts: str
    cannot_seal: str
    no_script: str
    no_script_mail: str
    session: str
    """What a person should know before a session of their own ..."""
    keep: str
    """... and what to do with the file that they saved."""


_ENGLISH = PageWords(
    language="en",
    question="1 question",
    questions="{number} questions",
    minute="about 1 minute",
    minutes="about {number} minutes",
    at_once="All questions at once",
    one_by_one="One question at a time",
    what_happens="What happens to my answers",
    progress="{number} of {total}",
    for_example="For example: {example}",
    only_if="Only after: {answers}",
    next="Next",
    skip="Skip",
    back="Back",
    clear="Clear my choice",
    pick_day="Or pick a day",
    day_understood="That is {day}.",
    day_unknown="That isn't a day to come that this page knows. Pick one, or write: 2 weeks, friday, dec 7.",
    review="Looking back",
    review_hint="Change what you like, then save below.",
    change="Change",
    skipped="skipped",
    evidence="Mark as evidence",
    set_goal="Set a goal for the year",
    nothing="Nothing is answered yet, so there is nothing to save.",
    save="Save my answers",
    saved="Saved as {file}",
    where_it_is="It is where your browser puts downloads. Once you have it, you can close this page.",
    copy_label="No file? Copy this text and paste it into an e-mail or a note.",
    sealed_label="No file? Copy this text and paste it into an e-mail. These are your answers, sealed.",
    copy="Copy",
    copied="Copied",
    mail="Write to {address}",
    to_answers="Back to my answers",
    start_over="Start over",
    start_over_sure="Start over? Your answers on this page will be gone.",
    still_here="Your answers are still here.",
    no_drafts="This browser keeps no drafts: save before you close the page.",
    cannot_seal="This browser cannot seal your answers, so nothing was saved. They are still here: try another one.",
    no_script="This browser doesn't run the page's script, so nothing can be saved here. The page shows every "
    "question: write your answers in an e-mail, or print it.",
    no_script_mail="Send them to {address}.",
    session="Only for you. Skip anything. Use roles, not names.",
    keep="The file is yours to keep. To bring it into your journal, run this in its folder:",
)
_SPANISH = PageWords(
    language="es",
    question="1 pregunta",
    questions="{number} preguntas",
    minute="alrededor de 1 minuto",
    minutes="unos {number} minutos",
    at_once="Todas las preguntas a la vez",
    one_by_one="Una pregunta a la vez",
    what_happens="Qué pasa con mis respuestas",
    progress="{number} de {total}",
    for_example="Por ejemplo: {example}",
    only_if="Solo después de: {answers}",
    next="Siguiente",
    skip="Omitir",
    back="Atrás",
    clear="Borrar mi elección",
    pick_day="O elegir un día",
    day_understood="Es el {day}.",
    day_unknown="Esta página no conoce ese día, o ya pasó. Elija uno, o escríbalo así: 2026-12-07.",
    review="Antes de guardar",
    review_hint="Cambie lo que quiera y guarde abajo.",
    change="Cambiar",
    skipped="sin respuesta",
    evidence="Marcar como evidencia",
    set_goal="Fijar una meta para el año",
    nothing="Todavía no hay respuestas, así que no hay nada que guardar.",
    save="Guardar mis respuestas",
    saved="Guardado como {file}",
    where_it_is="Está donde su navegador guarda las descargas. Cuando lo tenga, puede cerrar esta página.",
    copy_label="¿No hay archivo? Copie este texto y péguelo en un correo o en una nota.",
    sealed_label="¿No hay archivo? Copie este texto y péguelo en un correo. Son sus respuestas, selladas.",
    copy="Copiar",
    copied="Copiado",
    mail="Escribir a {address}",
    to_answers="Volver a mis respuestas",
    start_over="Empezar de nuevo",
    start_over_sure="¿Empezar de nuevo? Se perderán las respuestas de esta página.",
    still_here="Sus respuestas siguen aquí.",
    no_drafts="Este navegador no guarda borradores: guarde antes de cerrar la página.",
    cannot_seal="Este navegador no puede sellar sus respuestas, así que no se guardó nada. Siguen aquí: pruebe con "
    "otro.",
    no_script="Aquí no funcionan los scripts, así que esta página no puede guardar lo que escriba. Muestra todas "
    "las preguntas: escriba sus respuestas en un correo, o imprima la página.",
    no_script_mail="Envíelas a {address}.",
    session="Solo para usted. Omita lo que quiera. Mencione cargos, no nombres.",
    keep="El archivo es suyo. Para llevarlo a su diario, ejecute esto en su carpeta:",
)
_FRENCH = PageWords(
    language="fr",
    question="1 question",
    questions="{number} questions",
    minute="environ 1 minute",
    minutes="environ {number} minutes",
    at_once="Toutes les questions à la fois",
    one_by_one="Une question à la fois",
    what_happens="Ce que deviennent mes réponses",
    progress="{number} sur {total}",
    for_example="Par exemple : {example}",
    only_if="Seulement après : {answers}",
    next="Suivant",
    skip="Passer",
    back="Retour",
    clear="Effacer mon choix",
    pick_day="Ou choisir un jour",
    day_understood="C’est le {day}.",
    day_unknown="Cette page ne connaît pas ce jour, ou il est passé. Choisissez-en un, ou écrivez : 2026-12-07.",
    review="Avant d’enregistrer",
    review_hint="Modifiez ce que vous voulez, puis enregistrez en bas.",
    change="Modifier",
    skipped="sans réponse",
    evidence="Marquer comme preuve",
    set_goal="Fixer un objectif pour l’année",
    nothing="Il n’y a pas encore de réponse, donc rien à enregistrer.",
    save="Enregistrer mes réponses",
    saved="Enregistré sous {file}",
    where_it_is="Le fichier est là où votre navigateur range les téléchargements. Ensuite, vous pouvez fermer "
    "cette page.",
    copy_label="Pas de fichier ? Copiez ce texte et collez-le dans un e-mail ou une note.",
    sealed_label="Pas de fichier ? Copiez ce texte et collez-le dans un e-mail. Ce sont vos réponses, scellées.",
    copy="Copier",
    copied="Copié",
    mail="Écrire à {address}",
    to_answers="Revenir à mes réponses",
    start_over="Recommencer",
    start_over_sure="Recommencer ? Les réponses de cette page seront perdues.",
    still_here="Vos réponses sont toujours là.",
    no_drafts="Ce navigateur ne garde pas de brouillon : enregistrez avant de fermer la page.",
    cannot_seal="Ce navigateur ne peut pas sceller vos réponses, donc rien n’a été enregistré. Elles sont toujours "
    "là : essayez-en un autre.",
    no_script="Les scripts sont désactivés ici, donc cette page ne peut pas enregistrer ce que vous écrivez. Elle "
    "montre toutes les questions : écrivez vos réponses dans un e-mail, ou imprimez la page.",
    no_script_mail="Envoyez-les à {address}.",
    session="Rien que pour vous. Passez ce que vous voulez. Écrivez des fonctions, pas des noms.",
    keep="Le fichier est à vous. Pour le mettre dans votre journal, lancez ceci dans son dossier :",
)
_GERMAN = PageWords(
    language="de",
    question="1 Frage",
    questions="{number} Fragen",
    minute="etwa 1 Minute",
    minutes="etwa {number} Minuten",
    at_once="Alle Fragen auf einmal",
    one_by_one="Eine Frage nach der anderen",
    what_happens="Was mit meinen Antworten geschieht",
    progress="{number} von {total}",
    for_example="Zum Beispiel: {example}",
    only_if="Nur nach: {answers}",
    next="Weiter",
    skip="Überspringen",
    back="Zurück",
    clear="Auswahl aufheben",
    pick_day="Oder einen Tag wählen",
    day_understood="Das ist {day}.",
    day_unknown="Diesen Tag kennt die Seite nicht, oder er ist vorbei. Wählen Sie einen, oder schreiben Sie: "
    "2026-12-07.",
    review="Vor dem Speichern",
    review_hint="Ändern Sie, was Sie möchten, und speichern Sie unten.",
    change="Ändern",
    skipped="übersprungen",
    evidence="Als Beleg markieren",
    set_goal="Ein Ziel für das Jahr setzen",
    nothing="Noch ist nichts beantwortet, also gibt es nichts zu speichern.",
    save="Meine Antworten speichern",
    saved="Gespeichert als {file}",
    where_it_is="Die Datei liegt bei den Downloads Ihres Browsers. Wenn Sie sie haben, können Sie diese Seite "
    "schließen.",
    copy_label="Keine Datei? Kopieren Sie diesen Text in eine E-Mail oder eine Notiz.",
    sealed_label="Keine Datei? Kopieren Sie diesen Text in eine E-Mail. Das sind Ihre Antworten, versiegelt.",
    copy="Kopieren",
    copied="Kopiert",
    mail="An {address} schreiben",
    to_answers="Zurück zu meinen Antworten",
    start_over="Neu beginnen",
    start_over_sure="Neu beginnen? Die Antworten auf dieser Seite gehen verloren.",
    still_here="Ihre Antworten sind noch da.",
    no_drafts="Dieser Browser behält keine Entwürfe: Speichern Sie, bevor Sie die Seite schließen.",
    cannot_seal="Dieser Browser kann Ihre Antworten nicht versiegeln, deshalb wurde nichts gespeichert. Sie sind "
    "noch da: Versuchen Sie es mit einem anderen.",
    no_script="Skripte sind hier ausgeschaltet, deshalb kann diese Seite nicht speichern, was Sie schreiben. Sie "
    "zeigt alle Fragen: Schreiben Sie Ihre Antworten in eine E-Mail, oder drucken Sie die Seite.",
    no_script_mail="Senden Sie sie an {address}.",
    session="Nur für Sie. Überspringen Sie, was Sie wollen. Nennen Sie Rollen, keine Namen.",
    keep="Die Datei gehört Ihnen. Um sie in Ihr Journal zu übernehmen, in ihrem Ordner ausführen:",
)
_PORTUGUESE = PageWords(
    language="pt",
    question="1 pergunta",
    questions="{number} perguntas",
    minute="cerca de 1 minuto",
    minutes="cerca de {number} minutos",
    at_once="Todas as perguntas de uma vez",
    one_by_one="Uma pergunta de cada vez",
    what_happens="O que acontece com minhas respostas",
    progress="{number} de {total}",
    for_example="Por exemplo: {example}",
    only_if="Só depois de: {answers}",
    next="Avançar",
    skip="Pular",
    back="Voltar",
    clear="Limpar minha escolha",
    pick_day="Ou escolher um dia",
    day_understood="É {day}.",
    day_unknown="Esta página não conhece esse dia, ou ele já passou. Escolha um, ou escreva assim: 2026-12-07.",
    review="Antes de salvar",
    review_hint="Altere o que quiser e salve abaixo.",
    change="Alterar",
    skipped="sem resposta",
    evidence="Marcar como evidência",
    set_goal="Definir uma meta para o ano",
    nothing="Ainda não há respostas, então não há nada para salvar.",
    save="Salvar minhas respostas",
    saved="Salvo como {file}",
    where_it_is="O arquivo está onde seu navegador guarda os downloads. Depois disso, você pode fechar esta página.",
    copy_label="Nenhum arquivo? Copie este texto e cole em um e-mail ou em uma nota.",
    sealed_label="Nenhum arquivo? Copie este texto e cole em um e-mail. São as suas respostas, lacradas.",
    copy="Copiar",
    copied="Copiado",
    mail="Escrever para {address}",
    to_answers="Voltar às minhas respostas",
    start_over="Começar de novo",
    start_over_sure="Começar de novo? As respostas desta página serão perdidas.",
    still_here="Suas respostas ainda estão aqui.",
    no_drafts="Este navegador não guarda rascunhos: salve antes de fechar a página.",
    cannot_seal="Este navegador não consegue lacrar suas respostas, então nada foi salvo. Elas ainda estão aqui: "
    "tente outro.",
    no_script="Os scripts estão desligados aqui, então esta página não pode salvar o que você escrever. Ela mostra "
    "todas as perguntas: escreva suas respostas em um e-mail, ou imprima a página.",
    no_script_mail="Envie para {address}.",
    session="Só para você. Pule o que quiser. Use funções, não nomes.",
    keep="O arquivo é seu. Para levá-lo ao seu diário, execute isto na pasta dele:",
)
_ARABIC = PageWords(
    language="ar",
    question="سؤال واحد",
    questions="عدد الأسئلة: {number}",
    minute="نحو دقيقة واحدة",
    minutes="الوقت بالدقائق: نحو {number}",
    at_once="كل الأسئلة معًا",
    one_by_one="سؤال تلو الآخر",
    what_happens="ماذا يحدث لإجاباتي",
    progress="{number} من {total}",
    for_example="مثال: {example}",
    only_if="فقط بعد: {answers}",
    next="التالي",
    skip="تخطَّ",
    back="رجوع",
    clear="امسح اختياري",
    pick_day="أو اختر يومًا",
    day_understood="أي {day}.",
    day_unknown="لا تعرف هذه الصفحة هذا اليوم، أو أنه مضى. اختر يومًا، أو اكتبه هكذا: 2026-12-07.",
    review="قبل الحفظ",
    review_hint="غيّر ما تشاء، ثم احفظ في الأسفل.",
    change="تغيير",
    skipped="بلا إجابة",
    evidence="ضع علامة كدليل",
    set_goal="حدد هدفًا للسنة",
    nothing="لا توجد إجابات بعد، فلا شيء يُحفظ.",
    save="احفظ إجاباتي",
    saved="حُفظ باسم {file}",
    where_it_is="الملف حيث يضع متصفحك التنزيلات. بعد ذلك يمكنك إغلاق هذه الصفحة.",
    copy_label="لا يوجد ملف؟ انسخ هذا النص والصقه في رسالة بريد أو ملاحظة.",
    sealed_label="لا يوجد ملف؟ انسخ هذا النص والصقه في رسالة بريد. هذه إجاباتك مختومة.",
    copy="نسخ",
    copied="نُسخ",
    mail="اكتب إلى {address}",
    to_answers="العودة إلى إجاباتي",
    start_over="ابدأ من جديد",
    start_over_sure="هل تبدأ من جديد؟ ستضيع الإجابات في هذه الصفحة.",
    still_here="إجاباتك ما زالت هنا.",
    no_drafts="هذا المتصفح لا يحتفظ بالمسودات: احفظ قبل أن تغلق الصفحة.",
    cannot_seal="لا يستطيع هذا المتصفح ختم إجاباتك، فلم يُحفظ شيء. ما زالت هنا: جرّب متصفحًا آخر.",
    no_script="البرامج النصية متوقفة هنا، فلا تستطيع هذه الصفحة حفظ ما تكتبه. كل الأسئلة ظاهرة: اكتب إجاباتك في "
    "رسالة بريد، أو اطبع الصفحة.",
    no_script_mail="أرسلها إلى {address}.",
    session="لك وحدك. تخطَّ ما تشاء. اذكر المناصب لا الأسماء.",
    keep="الملف لك. لإدخاله في يومياتك، نفّذ هذا في مجلده:",
)
_JAPANESE = PageWords(
    language="ja",
    question="全 1 問",
    questions="全 {number} 問",
    minute="約 1 分",
    minutes="約 {number} 分",
    at_once="質問をすべて表示",
    one_by_one="質問を 1 つずつ表示",
    what_happens="回答の扱い",
    progress="{number} / {total}",
    for_example="例: {example}",
    only_if="次の答えのあとだけ: {answers}",
    next="次へ",
    skip="とばす",
    back="戻る",
    clear="選択を消す",
    pick_day="または日を選ぶ",
    day_understood="{day}です。",
    day_unknown="この日は分からないか、もう過ぎています。日を選ぶか、2026-12-07 のように書いてください。",
    review="保存の前に",
    review_hint="必要なら直して、下で保存してください。",
    change="変更",
    skipped="回答なし",
    evidence="根拠として印を付ける",
    set_goal="今年の目標を決める",
    nothing="まだ回答がないので、保存するものがありません。",
    save="回答を保存",
    saved="{file} として保存しました",
    where_it_is="ブラウザーのダウンロード先にあります。ファイルを確認したら、このページを閉じてかまいません。",
    copy_label="ファイルがない場合は、この文をコピーしてメールかメモに貼り付けてください。",
    sealed_label="ファイルがない場合は、この文をコピーしてメールに貼り付けてください。封をした回答です。",
    copy="コピー",
    copied="コピーしました",
    mail="{address} に書く",
    to_answers="回答に戻る",
    start_over="最初からやり直す",
    start_over_sure="最初からやり直しますか。このページの回答は消えます。",
    still_here="回答は残っています。",
    no_drafts="このブラウザーは下書きを残しません。ページを閉じる前に保存してください。",
    cannot_seal="このブラウザーでは回答に封ができないため、何も保存していません。回答は残っています。"
    "別のブラウザーで試してください。",
    no_script="スクリプトが使えないため、このページでは書いたことを保存できません。質問はすべて表示されています。"
    "回答をメールに書くか、ページを印刷してください。",
    no_script_mail="{address} に送ってください。",
    session="あなただけのものです。どれもとばせます。名前ではなく役割を書いてください。",
    keep="ファイルはあなたのものです。日誌に入れるには、そのフォルダーで次を実行してください。",
)

_KNOWN: Mapping[str, PageWords] = {
    words.language: words for words in (_ENGLISH, _SPANISH, _FRENCH, _GERMAN, _PORTUGUESE, _ARABIC, _JAPANESE)
}


def words_for(language: str) -> PageWords:
    """Return the page's words in a language, or in English if it is not one of ours."""
    return _KNOWN.get(language.partition("-")[0].lower(), _ENGLISH)
