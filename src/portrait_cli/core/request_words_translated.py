"""What the page of a request tells people before they answer, in other languages."""

from portrait_cli.core.request_words_english import RequestWords

SPANISH = RequestWords(
    language="es",
    title="Comentarios para {asker}",
    again="{asker} pregunta lo mismo otra vez, para ver qué ha cambiado. Gracias a quienes ya respondieron.",
    why="El motivo, en palabras de {asker}: «{why}»",
    until="Por favor, responda antes del {day}.",
    who="{asker} quiere crecer como líder y pregunta qué ve usted. No es una evaluación de {asker} ni de usted.",
    free="Omita lo que quiera. Si no pudo ver algo, dígalo: es una buena respuesta. Antes de elegir, "
    "piense en dos o tres cosas que usted mismo vio u oyó. Todos miramos a algunos líderes con "
    "mejores ojos que a otros, muchas veces sin saberlo.",
    small_place="En un lugar pequeño la gente reconoce las palabras de los demás. Escriba solo lo que no le "
    "importe que adivinen.",
    group="Usted responde como parte de este grupo: {group}. Lo que guarda queda sellado, sin nombre ni hora: "
    "solo con un número que su navegador elige al azar, para que cuente una sola vez. Cuántas personas "
    "eligieron cada respuesta se muestra solo cuando hayan respondido {fewest} personas del grupo. Un "
    "grupo con menos queda fuera.",
    comments="Lo que la gente escribe se muestra solo a partir de {fewest_for_comments} respuestas de un "
    "grupo, cada línea por separado y en desorden.",
    seal="Para ser claros: el sello protege frente a los demás. No protege frente a {asker}, cuya "
    "computadora tiene la llave y podría abrir las respuestas una por una. El programa nunca las "
    "muestra así.",
    collector="{collector} recibe las respuestas y tiene la única llave. {asker} no las ve: {collector} entrega "
    "solo el resultado que aquí se describe.",
    student_who="{asker} trabaja para tu escuela y quiere hacerlo mejor. Puedes ayudar: di lo que ves. No es un "
    "examen y no tiene nada que ver con tus notas.",
    student_free="No tienes que hacerlo. Puedes omitir cualquier pregunta y parar cuando quieras.",
    student_opens="{collector} abre las respuestas, no {asker}. Tu nombre no está en ellas.",
    student_guess="Aun así, alguien podría adivinar que unas palabras son tuyas. Escribe solo lo que no te importe "
    "que adivinen, y no pongas nombres.",
    student_counts="{asker} ve cuántos estudiantes eligieron cada respuesta, pero solo si responden {fewest} o más.",
    student_comments="Lo que escriben los estudiantes se muestra solo si responden {fewest_for_comments} o más, en "
    "desorden.",
    send="Envíe el archivo guardado a {who}, {address}. O copie el texto de abajo y péguelo en un correo.",
    hand_over="Entregue el archivo guardado a {who}. O copie el texto de abajo y péguelo en un correo.",
    mail="Un correo muestra a {who} que usted respondió y cuál de los archivos sellados es el suyo. Si "
    "prefiere no mostrarlo, entregue el archivo sin nombre, por ejemplo en una carpeta compartida.",
    student_mail="Si envías un correo, {who} puede ver que es tuyo. También puedes entregar el archivo sin que se "
    "vea tu nombre.",
    keep_both="Todas las respuestas tienen el mismo nombre. Si la pone junto a las de otros y se le pregunta si "
    "reemplazar un archivo, conserve ambos.",
    open_mail="También se puede responder en un correo a {to}, pero entonces las respuestas no van selladas ni sin "
    "nombre.",
    late="El plazo para responder ya pasó. Pregunte a {who} si las respuestas todavía cuentan.",
    thanks="Gracias. Cuando haya llegado, {asker} verá lo que dice el grupo en conjunto, en cuanto hayan "
    "respondido {fewest} personas.",
    day="{day} de {month} de {year}",
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
)

FRENCH = RequestWords(
    language="fr",
    title="Retours pour {asker}",
    again="{asker} pose de nouveau les mêmes questions, pour voir ce qui a changé. Merci à toutes les "
    "personnes qui ont déjà répondu.",
    why="La raison, selon {asker} : « {why} »",
    until="Merci de répondre avant le {day}.",
    who="{asker} veut progresser et demande ce que vous voyez. Ce n'est une évaluation ni de {asker}, ni de vous.",
    free="Passez ce que vous voulez. Si vous n'avez pas pu voir quelque chose, dites-le : c'est une bonne "
    "réponse. Avant de choisir, pensez à deux ou trois choses que vous avez vues ou entendues. Chacun "
    "de nous voit certains responsables sous un meilleur jour que d'autres, souvent sans le savoir.",
    small_place="Dans un petit cercle, on reconnaît les mots des autres. N'écrivez que ce que l'on peut deviner "
    "sans vous gêner.",
    group="Vous répondez comme membre de ce groupe : {group}. Ce que vous enregistrez est scellé, sans nom ni "
    "heure : il n'y a qu'un numéro tiré au hasard par votre navigateur, pour que vous comptiez une fois. "
    "Le nombre de personnes par réponse n'est montré que lorsque {fewest} personnes du groupe ont "
    "répondu. Un groupe plus petit n'apparaît pas.",
    comments="Ce que l'on écrit n'est montré qu'à partir de {fewest_for_comments} réponses d'un groupe, chaque "
    "ligne à part et en désordre.",
    seal="Soyons clairs : le sceau protège des autres. Il ne protège pas de {asker}, dont l'ordinateur a "
    "la clé et pourrait ouvrir les réponses une à une. Le programme ne les montre jamais ainsi.",
    collector="{collector} reçoit les réponses et a la seule clé. {asker} ne les voit pas : {collector} ne "
    "transmet que le résultat décrit ici.",
    student_who="{asker} travaille pour ton école et veut faire mieux. Tu peux aider : dis ce que tu vois. Ce "
    "n'est pas un contrôle, et cela n'a rien à voir avec tes notes.",
    student_free="Tu n'es pas obligé de le faire. Tu peux passer une question, et arrêter quand tu veux.",
    student_opens="C'est {collector} qui ouvre les réponses, pas {asker}. Ton nom n'y est pas.",
    student_guess="Quelqu'un peut quand même deviner que des mots sont de toi. N'écris que ce que l'on peut "
    "deviner, et ne mets pas de noms.",
    student_counts="{asker} voit combien d'élèves ont choisi chaque réponse, mais seulement s'ils sont "
    "{fewest} ou plus à répondre.",
    student_comments="Ce que les élèves écrivent n'est montré que s'ils sont {fewest_for_comments} ou plus à "
    "répondre, en désordre.",
    send="Envoyez le fichier enregistré à {who}, {address}. Ou copiez le texte ci-dessous et collez-le dans "
    "un e-mail.",
    hand_over="Donnez le fichier enregistré à {who}. Ou copiez le texte ci-dessous et collez-le dans un e-mail.",
    mail="Un e-mail montre à {who} que vous avez répondu, et quel fichier scellé est le vôtre. Si vous "
    "préférez ne pas le montrer, remettez le fichier sans nom, par exemple dans un dossier partagé.",
    student_mail="Si tu envoies un e-mail, {who} peut voir qu'il vient de toi. Tu peux aussi donner le fichier sans "
    "montrer ton nom.",
    keep_both="Toutes les réponses ont le même nom. Si vous la mettez avec celles des autres et qu'il faut "
    "remplacer un fichier, gardez les deux.",
    open_mail="On peut aussi répondre dans un e-mail à {to}, mais alors les réponses ne sont ni scellées, ni sans "
    "nom.",
    late="La date pour répondre est passée. Demandez à {who} si les réponses comptent encore.",
    thanks="Merci. Une fois le fichier arrivé, {asker} verra ce que dit l'ensemble du groupe, dès que {fewest} "
    "personnes auront répondu.",
    day="{day} {month} {year}",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
)

GERMAN = RequestWords(
    language="de",
    title="Rückmeldung für {asker}",
    again="{asker} fragt noch einmal dasselbe, um zu sehen, was sich geändert hat. Danke an alle, die schon "
    "geantwortet haben.",
    why="Warum, in den Worten von {asker}: „{why}“",
    until="Bitte antworten Sie bis zum {day}.",
    who="{asker} möchte in der Führung besser werden und fragt, was Sie sehen. Bewertet werden weder "
    "{asker} noch Sie.",
    free="Lassen Sie aus, was Sie möchten. Wenn Sie etwas nicht sehen konnten, sagen Sie es: Das ist eine "
    "gute Antwort. Denken Sie vor jeder Wahl an zwei oder drei Dinge, die Sie selbst gesehen oder "
    "gehört haben. Wir alle sehen manche Menschen in milderem Licht als andere, oft ohne es zu "
    "merken.",
    small_place="An einem kleinen Ort erkennt man einander an den Worten. Schreiben Sie nur, was man ruhig "
    "erraten darf.",
    group="Sie antworten als Teil dieser Gruppe: {group}. Was Sie speichern, ist versiegelt und enthält keinen "
    "Namen und keine Zeit, nur eine Zufallszahl aus Ihrem Browser, damit Sie einmal zählen. Wie viele "
    "eine Antwort gewählt haben, wird erst gezeigt, wenn {fewest} Personen der Gruppe geantwortet haben. "
    "Eine kleinere Gruppe erscheint nicht.",
    comments="Was jemand schreibt, wird erst ab {fewest_for_comments} Antworten einer Gruppe gezeigt, jede "
    "Zeile für sich und gemischt.",
    seal="Offen gesagt: Das Siegel schützt vor anderen. Es schützt nicht vor {asker}: Auf dem Computer von "
    "{asker} liegt der Schlüssel, der Antworten einzeln öffnen könnte. Das Programm selbst zeigt sie "
    "nie so.",
    collector="{collector} nimmt die Antworten entgegen und hat den einzigen Schlüssel. {asker} sieht sie "
    "nicht: {collector} gibt nur das Ergebnis weiter, das hier beschrieben ist.",
    student_who="{asker} arbeitet für deine Schule und möchte es besser machen. Du kannst helfen: Sag, was du "
    "siehst. Das ist kein Test und hat nichts mit deinen Noten zu tun.",
    student_free="Du musst nicht mitmachen. Du kannst jede Frage auslassen und aufhören, wann du willst.",
    student_opens="{collector} öffnet die Antworten, nicht {asker}. Dein Name steht nicht darin.",
    student_guess="Trotzdem kann jemand erraten, dass Worte von dir sind. Schreib nur, was man erraten darf, und "
    "lass Namen weg.",
    student_counts="{asker} sieht, wie viele eine Antwort gewählt haben, aber nur, wenn es {fewest} oder mehr sind.",
    student_comments="Was ihr schreibt, wird nur gezeigt, wenn {fewest_for_comments} oder mehr geantwortet haben, "
    "gemischt.",
    send="Senden Sie die gespeicherte Datei an {who}, {address}. Oder kopieren Sie den Text unten in eine E-Mail.",
    hand_over="Geben Sie die gespeicherte Datei an {who}. Oder kopieren Sie den Text unten in eine E-Mail.",
    mail="Eine E-Mail zeigt {who}, dass Sie geantwortet haben und welche versiegelte Datei Ihre ist. Wenn Sie "
    "das nicht zeigen möchten, geben Sie die Datei ohne Namen ab, etwa in einem gemeinsamen Ordner.",
    student_mail="Wenn du eine E-Mail schickst, sieht {who}, dass sie von dir ist. Du kannst die Datei auch so "
    "abgeben, dass dein Name nicht zu sehen ist.",
    keep_both="Alle Antworten heißen gleich. Wenn Sie Ihre zu denen der anderen legen und eine Datei ersetzt "
    "werden soll, behalten Sie beide.",
    open_mail="Auch eine Antwort per E-Mail an {to} ist möglich, dann aber weder versiegelt noch ohne Namen.",
    late="Der Tag für die Antworten ist vorbei. Fragen Sie {who}, ob sie noch zählen.",
    thanks="Danke. Wenn die Datei angekommen ist, sieht {asker}, was die Gruppe zusammen sagt, sobald {fewest} "
    "Personen geantwortet haben.",
    day="{day}. {month} {year}",
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
)

PORTUGUESE = RequestWords(
    language="pt",
    title="Retorno para {asker}",
    again="{asker} pergunta o mesmo outra vez, para ver o que mudou. Agradecemos a quem já respondeu.",
    why="O motivo, nas palavras de {asker}: “{why}”",
    until="Por favor, responda até {day}.",
    who="{asker} quer crescer como líder e pergunta o que você vê. Não é uma avaliação de {asker}, nem de você.",
    free="Pule o que quiser. Se não pôde ver algo, diga: é uma boa resposta. Antes de escolher, pense em "
    "duas ou três coisas que você mesmo viu ou ouviu. Todos nós vemos alguns líderes com melhores "
    "olhos do que outros, muitas vezes sem perceber.",
    small_place="Em um lugar pequeno, as pessoas reconhecem as palavras umas das outras. Escreva só o que não se "
    "importa que adivinhem.",
    group="Você responde como parte deste grupo: {group}. O que você salva fica selado, sem nome nem hora: só "
    "com um número que seu navegador sorteia, para que você conte uma vez. Quantos escolheram cada "
    "resposta só se mostra quando {fewest} pessoas do grupo tiverem respondido. Um grupo com menos fica "
    "de fora.",
    comments="O que as pessoas escrevem só se mostra a partir de {fewest_for_comments} respostas de um grupo, "
    "cada linha por si e fora de ordem.",
    seal="Para ser claro: o selo protege dos outros. Não protege de {asker}, cujo computador tem a chave e "
    "poderia abrir as respostas uma a uma. O programa nunca as mostra assim.",
    collector="{collector} recebe as respostas e tem a única chave. {asker} não as vê: {collector} entrega "
    "apenas o resultado descrito aqui.",
    student_who="{asker} trabalha para a sua escola e quer fazer isso melhor. Você pode ajudar: diga o que vê. "
    "Não é uma prova e não tem nada a ver com as suas notas.",
    student_free="Você não precisa responder. Pode pular qualquer pergunta e parar quando quiser.",
    student_opens="{collector} abre as respostas, e não {asker}. O seu nome não está nelas.",
    student_guess="Mesmo assim, alguém pode adivinhar que as palavras são suas. Escreva só o que não se importa que "
    "adivinhem, e não ponha nomes.",
    student_counts="{asker} vê quantos estudantes escolheram cada resposta, mas só se {fewest} ou mais responderem.",
    student_comments="O que os estudantes escrevem só se mostra se {fewest_for_comments} ou mais responderem, fora "
    "de ordem.",
    send="Envie o arquivo salvo para {who}, {address}. Ou copie o texto abaixo e cole em um e-mail.",
    hand_over="Entregue o arquivo salvo a {who}. Ou copie o texto abaixo e cole em um e-mail.",
    mail="Um e-mail mostra a {who} que você respondeu e qual arquivo selado é o seu. Se preferir não mostrar "
    "isso, entregue o arquivo sem nome, por exemplo em uma pasta compartilhada.",
    student_mail="Se você mandar um e-mail, {who} pode ver que é seu. Você também pode entregar o arquivo sem "
    "mostrar o seu nome.",
    keep_both="Todas as respostas têm o mesmo nome. Se puser a sua junto às dos outros e for perguntado se quer "
    "substituir um arquivo, mantenha os dois.",
    open_mail="Também é possível responder em um e-mail para {to}, mas então as respostas não vão seladas nem sem "
    "nome.",
    late="O prazo para responder já passou. Pergunte a {who} se as respostas ainda contam.",
    thanks="Obrigado. Quando tiver chegado, {asker} verá o que o grupo diz em conjunto, assim que {fewest} "
    "pessoas tiverem respondido.",
    day="{day} de {month} de {year}",
    months=(
        *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
)

ARABIC = RequestWords(
    language="ar",
    title="ملاحظات من أجل {asker}",
    again="تُطرح الأسئلة نفسها مرة أخرى لمعرفة ما الذي تغيّر. شكرًا لكل من أجاب من قبل.",
    why="السبب بكلمات {asker} هو: «{why}»",
    until="نرجو الإجابة قبل {day}.",
    who="الهدف أن يتطور {asker} في القيادة، والسؤال هو: ماذا ترى أنت؟ ليس هذا تقييمًا لأحد.",
    free="اترك ما تشاء. إن لم تكن في موضع يسمح لك بأن ترى شيئًا فقل ذلك: إنها إجابة جيدة. قبل أن تختار، "
    "فكّر في أمرين أو ثلاثة رأيتها أو سمعتها بنفسك. كلنا ننظر إلى بعض القادة بعين ألطف من غيرهم، "
    "وغالبًا دون أن ندري.",
    small_place="في المكان الصغير يعرف الناس كلمات بعضهم. لا تكتب إلا ما لا يضايقك أن يخمّنه غيرك.",
    group="تجيب بصفتك من هذه المجموعة: {group}. ما تحفظه مختوم، وليس فيه اسم ولا وقت، بل رقم عشوائي من متصفحك "
    "كي تُحتسب مرة واحدة. لا يظهر عدد من اختاروا كل إجابة إلا بعد أن يجيب {fewest} من المجموعة. المجموعة "
    "الأصغر لا تظهر.",
    comments="لا يظهر ما يكتبه الناس إلا ابتداءً من {fewest_for_comments} ردود من المجموعة، كل سطر وحده وبلا ترتيب.",
    seal="بصراحة: الختم يمنع الآخرين، لكنه لا يمنع {asker}، فالمفتاح في حاسوب {asker} ويمكن أن تُفتح به "
    "الردود واحدًا واحدًا. أما البرنامج نفسه فلا يعرضها هكذا أبدًا.",
    collector="الردود تصل إلى {collector} والمفتاح الوحيد هناك. لا تصل الردود إلى {asker}، بل النتيجة الموصوفة "
    "هنا فقط.",
    student_who="يعمل {asker} من أجل مدرستك، والهدف عمل أفضل. يمكنك أن تساعد: قل ما تراه. ليس هذا اختبارًا ولا "
    "علاقة له بدرجاتك.",
    student_free="لست مضطرًا إلى الإجابة. يمكنك أن تترك أي سؤال وأن تتوقف متى شئت.",
    student_opens="تُفتح الإجابات عند {collector} وليس عند {asker}. اسمك ليس فيها.",
    student_guess="ومع ذلك قد يخمّن أحد أن الكلمات لك. فلا تكتب إلا ما لا بأس أن يُخمَّن، ولا تذكر أسماء.",
    student_counts="يظهر لـ {asker} عدد الطلاب الذين اختاروا كل إجابة، فقط إذا أجاب {fewest} أو أكثر.",
    student_comments="لا يظهر ما يكتبه الطلاب إلا إذا أجاب {fewest_for_comments} أو أكثر، وبلا ترتيب.",
    send="أرسل الملف المحفوظ إلى {who}، {address}. أو انسخ النص أدناه والصقه في رسالة بريد.",
    hand_over="أعطِ الملف المحفوظ إلى {who}. أو انسخ النص أدناه والصقه في رسالة بريد.",
    mail="رسالة البريد تُظهر لـ {who} أنك أجبت، وأي ملف مختوم هو ملفك. إن كنت تفضّل ألا يظهر ذلك، فسلّم الملف "
    "بلا اسم، في مجلد مشترك مثلًا.",
    student_mail="إذا أرسلت رسالة بريد فقد يرى {who} أنها منك. يمكنك أيضًا أن تسلّم الملف دون أن يظهر اسمك.",
    keep_both="كل الردود بالاسم نفسه. إن وضعت ردك مع ردود الآخرين وسُئلت عن استبدال ملف، فاحتفظ بالاثنين.",
    open_mail="يمكن أيضًا الرد برسالة بريد إلى {to}، لكن الإجابات لا تكون حينها مختومة ولا بلا اسم.",
    late="لقد مضى موعد الإجابة. اسأل {who} هل ما زالت الردود تُحتسب.",
    thanks="شكرًا لك. بعد أن يصل الملف، يظهر لـ {asker} ما تقوله المجموعة معًا، متى أجاب {fewest} منها.",
    day="{day} {month} {year}",
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
)

JAPANESE = RequestWords(
    language="ja",
    title="{asker}さんへのフィードバック",
    again="何が変わったかを知るため、{asker}さんが同じことをもう一度尋ねています。前に答えてくれた皆さん、ありがとうございました。",
    why="理由（{asker}さんの言葉）：「{why}」",
    until="{day}までにお答えください。",
    who="{asker}さんはリーダーとして成長したいと考え、あなたから見えることを尋ねています。{asker}さんの評"
    "価でも、あなたの評価でもありません。",
    free="答えたくないものは飛ばしてください。見る機会がなかったことは、そう答えてください。それもよい答え"
    "です。選ぶ前に、自分で見聞きしたことを二つか三つ思い出してください。私たちは皆、気づかないうちに"
    "、ある人をほかの人より好意的に見ています。",
    small_place="小さな職場では、言葉で誰かがわかることがあります。推測されてもかまわないことだけを書いてください。",
    group="あなたは次のグループの一人として答えます：{group}。保存されるものは封印され、名前も時刻も入りません"
    "。二重に数えないための、ブラウザーが作る偶然の番号だけが入ります。それぞれの答えを選んだ人数は、グル"
    "ープの{fewest}人が答えてから表示されます。それより少ないグループは表示されません。",
    comments="書かれた言葉は、グループの{fewest_for_comments}人以上が答えてから、一つずつ、順番を混ぜて表示さ"
    "れます。",
    seal="正直に言うと、封印はほかの人から守るものです。{asker}さんのコンピューターには鍵があり、一つずつ"
    "開くこともできます。プログラム自体がそのように表示することはありません。",
    collector="{collector}さんが回答を受け取り、ただ一つの鍵を持っています。{asker}さんは回答を見ません。"
    "{collector}さんが渡すのは、ここに書かれた結果だけです。",
    student_who="{asker}さんはあなたの学校のために働いていて、もっとよくしたいと思っています。見えることを教えて"
    "ください。テストではなく、成績とは関係ありません。",
    student_free="答えなくてもかまいません。どの質問も飛ばせます。いつでもやめられます。",
    student_opens="答えを開くのは{collector}さんで、{asker}さんではありません。あなたの名前は入っていません。",
    student_guess="それでも、言葉からあなただとわかることがあります。わかってもよいことだけを書き、人の名前は書かな"
    "いでください。",
    student_counts="{asker}さんには、それぞれの答えを選んだ生徒の人数が見えます。{fewest}人以上が答えたときだ"
    "け見えます。",
    student_comments="書いた言葉は、{fewest_for_comments}人以上が答えたときだけ、順番を混ぜて表示されます。",
    send="保存したファイルを{who}さん（{address}）に送ってください。または、下の文をコピーしてメールに貼り付け"
    "てください。",
    hand_over="保存したファイルを{who}さんに渡してください。または、下の文をコピーしてメールに貼り付けてください。",
    mail="メールで送ると、答えたことと、どの封印されたファイルがあなたのものかが{who}さんにわかります。知られ"
    "たくないときは、共有フォルダーなど、名前の出ない方法で渡してください。",
    student_mail="メールで送ると、あなたからだと{who}さんにわかります。名前が出ない方法でファイルを渡すこともできます"
    "。",
    keep_both="回答のファイル名はみな同じです。ほかの人と同じ場所に置いて、置き換えるかと聞かれたら、両方を残してく"
    "ださい。",
    open_mail="{to}さんへのメールで答えることもできますが、その場合、回答は封印されず、名前もわかります。",
    late="回答の期限は過ぎました。まだ受け付けているか、{who}さんに聞いてください。",
    thanks="ありがとうございました。ファイルが届き、グループの{fewest}人が答えると、{asker}さんにグループ全体の"
    "回答が見えます。",
    day="{year}年{month}月{day}日",
    months=tuple(str(number) for number in range(1, 13)),
)
