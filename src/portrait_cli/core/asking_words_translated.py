"""The message that goes with a page, in other languages."""

from portrait_cli.core.asking_words_english import AskingWords

SPANISH = AskingWords(
    language="es",
    joined_by=" y ",
    hello="Hola:",
    again="Le pregunto lo mismo otra vez, para ver qué ha cambiado. Gracias a quienes ya respondieron.",
    about="Como líder estoy trabajando en esto: {title}. Usted ve lo que yo no puedo ver.",
    about_leading="Quiero crecer como líder, y usted ve lo que yo no puedo ver.",
    minutes="¿Me daría {minutes} minutos?",
    minutes_until="¿Me daría {minutes} minutos antes del {day}?",
    page="La página va adjunta. Guárdela y ábrala en cualquier navegador, también en un teléfono. No necesita "
    "cuenta ni internet.",
    why="Por qué pregunto: {why}",
    counts="No lleva el nombre de nadie. Cuando hayan respondido {fewest} personas de un grupo, veré cuántas "
    "eligieron cada respuesta.",
    counts_and_comments="No lleva el nombre de nadie. Cuando hayan respondido {fewest} personas de un grupo, veré "
    "cuántas eligieron cada respuesta; cuando sean {fewest_for_comments}, también lo que escribieron, cada línea "
    "por separado.",
    seal="El sello protege frente a los demás, pero no frente a mí: la llave está en mi computadora, y allí se "
    "podría abrir una respuesta sola. El programa nunca la muestra.",
    collector="{collector} recibe las respuestas y tiene la única llave; yo recibo ese resultado y ninguna "
    "respuesta.",
    free="No es una evaluación, y puede no responder si lo prefiere.",
    send="Al final, guarde sus respuestas y envíe el archivo a {who}.",
    send_to_me="Al final, guarde sus respuestas y envíeme el archivo.",
    thanks="Gracias por ayudarme a aprender.",
    student_ask="{asker} quiere saber qué ves, para hacer mejor su trabajo. Por favor, responde unas preguntas "
    "cortas. Son unos {minutes} minutos. No tienes que hacerlo, y no tiene nada que ver con tus notas.",
    student_ask_until="{asker} quiere saber qué ves, para hacer mejor su trabajo. Por favor, responde unas "
    "preguntas cortas antes del {day}. Son unos {minutes} minutos. No tienes que hacerlo, y no tiene nada que ver "
    "con tus notas.",
    student_counts="No lleva tu nombre. Yo abro las respuestas. {asker} ve cuántos eligieron cada una si responden "
    "{fewest} o más.",
    student_counts_and_comments="No lleva tu nombre. Yo abro las respuestas. {asker} ve cuántos eligieron cada una "
    "si responden {fewest} o más, y lo que escribieron si son {fewest_for_comments} o más. Aun así, alguien podría "
    "adivinar que unas palabras son tuyas.",
    student_send="Al final, guarda tus respuestas y envía el archivo a {who}.",
    student_send_to_me="Al final, guarda tus respuestas y envíame el archivo.",
    student_thanks="Gracias.",
)

FRENCH = AskingWords(
    language="fr",
    joined_by=" et ",
    hello="Bonjour,",
    again="Je vous pose de nouveau les mêmes questions, pour voir ce qui a changé. Merci à toutes les personnes qui "
    "ont déjà répondu.",
    about="Comme responsable, je travaille sur ceci : {title}. Vous voyez ce que je ne peux pas voir.",
    about_leading="Je veux progresser comme responsable, et vous voyez ce que je ne peux pas voir.",
    minutes="Auriez-vous {minutes} minutes pour moi ?",
    minutes_until="Auriez-vous {minutes} minutes pour moi avant le {day} ?",
    page="La page est jointe. Enregistrez-la et ouvrez-la dans un navigateur, aussi sur un téléphone. Il ne faut ni "
    "compte ni internet.",
    why="Pourquoi je demande : {why}",
    counts="Aucun nom n'y figure. Quand {fewest} personnes d'un groupe auront répondu, je verrai combien ont choisi "
    "chaque réponse.",
    counts_and_comments="Aucun nom n'y figure. Quand {fewest} personnes d'un groupe auront répondu, je verrai "
    "combien ont choisi chaque réponse ; à partir de {fewest_for_comments}, aussi ce qui est écrit, chaque ligne à "
    "part.",
    seal="Le sceau protège des autres, mais pas de moi : la clé est sur mon ordinateur, et une réponse seule "
    "pourrait y être ouverte. Le programme n'en montre jamais.",
    collector="{collector} reçoit les réponses et a la seule clé ; je reçois ce résultat, et aucune réponse.",
    free="Ce n'est pas une évaluation, et vous êtes libre de ne pas répondre.",
    send="À la fin, enregistrez vos réponses et envoyez le fichier à {who}.",
    send_to_me="À la fin, enregistrez vos réponses et envoyez-moi le fichier.",
    thanks="Merci de m'aider à apprendre.",
    student_ask="{asker} voudrait savoir ce que tu vois, pour mieux faire son travail. Réponds, s'il te plaît, à "
    "quelques questions courtes. Il faut environ {minutes} minutes. Tu n'es pas obligé de le faire, et cela n'a "
    "rien à voir avec tes notes.",
    student_ask_until="{asker} voudrait savoir ce que tu vois, pour mieux faire son travail. Réponds, s'il te "
    "plaît, à quelques questions courtes avant le {day}. Il faut environ {minutes} minutes. Tu n'es pas obligé de "
    "le faire, et cela n'a rien à voir avec tes notes.",
    student_counts="Ton nom n'y figure pas. C'est moi qui ouvre les réponses. {asker} voit combien ont choisi "
    "chacune si vous êtes {fewest} ou plus à répondre.",
    student_counts_and_comments="Ton nom n'y figure pas. C'est moi qui ouvre les réponses. {asker} voit combien ont "
    "choisi chacune si vous êtes {fewest} ou plus à répondre, et ce qui est écrit si vous êtes "
    "{fewest_for_comments} ou plus. Quelqu'un peut quand même deviner que des mots sont de toi.",
    student_send="À la fin, enregistre tes réponses et envoie le fichier à {who}.",
    student_send_to_me="À la fin, enregistre tes réponses et envoie-moi le fichier.",
    student_thanks="Merci.",
)

GERMAN = AskingWords(
    language="de",
    joined_by=" und ",
    hello="Guten Tag!",
    again="Ich frage noch einmal dasselbe, um zu sehen, was sich geändert hat. Danke an alle, die schon geantwortet "
    "haben.",
    about="In der Führung arbeite ich gerade hieran: {title}. Sie sehen, was ich nicht sehen kann.",
    about_leading="Ich möchte in der Führung besser werden, und Sie sehen, was ich nicht sehen kann.",
    minutes="Hätten Sie {minutes} Minuten für mich?",
    minutes_until="Hätten Sie bis zum {day} {minutes} Minuten für mich?",
    page="Die Seite ist angehängt. Speichern Sie sie und öffnen Sie sie in einem Browser, auch auf dem Handy. Sie "
    "braucht kein Konto und kein Internet.",
    why="Warum ich frage: {why}",
    counts="Kein Name steht darin. Wie viele eine Antwort gewählt haben, sehe ich erst, wenn {fewest} Personen "
    "einer Gruppe geantwortet haben.",
    counts_and_comments="Kein Name steht darin. Wie viele eine Antwort gewählt haben, sehe ich erst, wenn {fewest} "
    "Personen einer Gruppe geantwortet haben, und was sie geschrieben haben, ab {fewest_for_comments}, jede Zeile "
    "für sich.",
    seal="Das Siegel schützt vor allen anderen, aber nicht vor mir: Der Schlüssel liegt auf meinem Computer, und "
    "eine einzelne Antwort ließe sich dort öffnen. Das Programm zeigt nie eine.",
    collector="{collector} nimmt die Antworten entgegen und hat den einzigen Schlüssel; ich bekomme dieses Ergebnis "
    "und keine Antwort.",
    free="Bewertet wird dabei niemand, und Sie müssen nicht antworten.",
    send="Speichern Sie am Ende Ihre Antworten und schicken Sie die Datei an {who}.",
    send_to_me="Speichern Sie am Ende Ihre Antworten und schicken Sie mir die Datei.",
    thanks="Danke, dass Sie mir beim Lernen helfen.",
    student_ask="{asker} möchte wissen, was du siehst, um die Arbeit besser zu machen. Bitte beantworte ein paar "
    "kurze Fragen. Es dauert etwa {minutes} Minuten. Du musst nicht, und es hat nichts mit deinen Noten zu tun.",
    student_ask_until="{asker} möchte wissen, was du siehst, um die Arbeit besser zu machen. Bitte beantworte bis "
    "zum {day} ein paar kurze Fragen. Es dauert etwa {minutes} Minuten. Du musst nicht, und es hat nichts mit "
    "deinen Noten zu tun.",
    student_counts="Dein Name steht nicht darin. Ich öffne die Antworten. {asker} sieht, wie viele von euch etwas "
    "gewählt haben, wenn {fewest} oder mehr antworten.",
    student_counts_and_comments="Dein Name steht nicht darin. Ich öffne die Antworten. {asker} sieht, wie viele von "
    "euch etwas gewählt haben, wenn {fewest} oder mehr antworten, und was ihr geschrieben habt, wenn es "
    "{fewest_for_comments} oder mehr sind. Trotzdem kann jemand erraten, dass Worte von dir sind.",
    student_send="Speichere am Ende deine Antworten und schick die Datei an {who}.",
    student_send_to_me="Speichere am Ende deine Antworten und schick mir die Datei.",
    student_thanks="Danke.",
)

PORTUGUESE = AskingWords(
    language="pt",
    joined_by=" e ",
    hello="Olá!",
    again="Pergunto o mesmo outra vez, para ver o que mudou. Agradeço a quem já respondeu.",
    about="Como líder, estou trabalhando nisto: {title}. Você vê o que eu não consigo ver.",
    about_leading="Quero crescer como líder, e você vê o que eu não consigo ver.",
    minutes="Você me daria {minutes} minutos?",
    minutes_until="Você me daria {minutes} minutos até {day}?",
    page="A página está em anexo. Salve-a e abra-a em qualquer navegador, também no celular. Não precisa de conta "
    "nem de internet.",
    why="Por que pergunto: {why}",
    counts="Não há nome de ninguém. Quando {fewest} pessoas de um grupo tiverem respondido, verei quantas "
    "escolheram cada resposta.",
    counts_and_comments="Não há nome de ninguém. Quando {fewest} pessoas de um grupo tiverem respondido, verei "
    "quantas escolheram cada resposta; a partir de {fewest_for_comments}, também o que escreveram, cada linha por "
    "si.",
    seal="O selo protege dos outros, mas não de mim: a chave está no meu computador, e ali uma resposta sozinha "
    "poderia ser aberta. O programa nunca mostra nenhuma.",
    collector="{collector} recebe as respostas e tem a única chave; eu recebo esse resultado, e nenhuma resposta.",
    free="Não é uma avaliação, e você pode não responder, se preferir.",
    send="No final, salve suas respostas e envie o arquivo para {who}.",
    send_to_me="No final, salve suas respostas e envie o arquivo para mim.",
    thanks="Sua ajuda me faz aprender. Agradeço muito.",
    student_ask="{asker} quer saber o que você vê, para trabalhar melhor. Por favor, responda a algumas perguntas "
    "curtas. Leva uns {minutes} minutos. Você não precisa responder, e isso não tem nada a ver com as suas notas.",
    student_ask_until="{asker} quer saber o que você vê, para trabalhar melhor. Por favor, responda a algumas "
    "perguntas curtas até {day}. Leva uns {minutes} minutos. Você não precisa responder, e isso não tem nada a ver "
    "com as suas notas.",
    student_counts="Não há o seu nome. Quem abre as respostas sou eu. {asker} vê quantos escolheram cada uma se "
    "{fewest} ou mais responderem.",
    student_counts_and_comments="Não há o seu nome. Quem abre as respostas sou eu. {asker} vê quantos escolheram "
    "cada uma se {fewest} ou mais responderem, e o que escreveram se forem {fewest_for_comments} ou mais. Mesmo "
    "assim, alguém pode adivinhar que as palavras são suas.",
    student_send="No final, salve suas respostas e envie o arquivo para {who}.",
    student_send_to_me="No final, salve suas respostas e envie o arquivo para mim.",
    student_thanks="Agradeço.",
)

ARABIC = AskingWords(
    language="ar",
    joined_by=" و",
    hello="مرحبًا،",
    again="أطرح الأسئلة نفسها مرة أخرى لأعرف ما الذي تغيّر. شكرًا لكل من أجاب من قبل.",
    about="أعمل على تطوير قيادتي في هذا: {title}. وأنت ترى ما لا أستطيع أن أراه.",
    about_leading="أريد أن أتطور في القيادة، وأنت ترى ما لا أستطيع أن أراه.",
    minutes="هل تعطيني من وقتك {minutes} دقائق؟",
    minutes_until="هل تعطيني من وقتك {minutes} دقائق قبل {day}؟",
    page="الصفحة مرفقة. احفظها وافتحها في أي متصفح، وفي الهاتف أيضًا. لا تحتاج إلى حساب ولا إلى إنترنت.",
    why="سبب سؤالي: {why}",
    counts="ليس فيها اسم أحد. بعد أن يجيب {fewest} من مجموعة أرى كم منهم اختار كل إجابة.",
    counts_and_comments="ليس فيها اسم أحد. بعد أن يجيب {fewest} من مجموعة أرى كم منهم اختار كل إجابة، وبعد أن يجيب "
    "{fewest_for_comments} أرى ما كُتب أيضًا، كل سطر وحده.",
    seal="الختم يمنع الآخرين ولا يمنعني: المفتاح في حاسوبي، ويمكن أن يُفتح به رد واحد هناك. أما البرنامج فلا يعرض "
    "أي رد وحده أبدًا.",
    collector="الردود تصل إلى {collector} والمفتاح الوحيد هناك. تصلني النتيجة الموصوفة هنا، ولا يصلني أي رد.",
    free="ليس هذا تقييمًا لأحد، ولك أن تتركه.",
    send="في النهاية احفظ إجاباتك وأرسل الملف إلى {who}.",
    send_to_me="في النهاية احفظ إجاباتك وأرسل الملف إليّ.",
    thanks="شكرًا لمساعدتي على التعلّم.",
    student_ask="السؤال من {asker} هو: ماذا ترى؟ والهدف عمل أفضل. أجب من فضلك عن بضعة أسئلة قصيرة. تحتاج إلى نحو "
    "{minutes} دقائق. لست مضطرًا، ولا علاقة لهذا بدرجاتك.",
    student_ask_until="السؤال من {asker} هو: ماذا ترى؟ والهدف عمل أفضل. أجب من فضلك عن بضعة أسئلة قصيرة قبل {day}. "
    "تحتاج إلى نحو {minutes} دقائق. لست مضطرًا، ولا علاقة لهذا بدرجاتك.",
    student_counts="اسمك ليس فيها. أنا من يفتح الإجابات. يظهر لـ {asker} كم منكم اختار كل إجابة إذا أجاب {fewest} "
    "أو أكثر.",
    student_counts_and_comments="اسمك ليس فيها. أنا من يفتح الإجابات. يظهر لـ {asker} كم منكم اختار كل إجابة إذا "
    "أجاب {fewest} أو أكثر، وما كتبتموه إذا أجاب {fewest_for_comments} أو أكثر. ومع ذلك قد يخمّن أحد أن الكلمات لك.",
    student_send="في النهاية احفظ إجاباتك وأرسل الملف إلى {who}.",
    student_send_to_me="في النهاية احفظ إجاباتك وأرسل الملف إليّ.",
    student_thanks="شكرًا لك.",
)

JAPANESE = AskingWords(
    language="ja",
    joined_by="、",
    hello="こんにちは。",
    again="何が変わったかを知るため、同じことをもう一度お尋ねします。前に答えてくださった皆さん、ありがとうございま"
    "した。",
    about="リーダーとして、次のことに取り組んでいます：{title}。私に見えないことが、あなたには見えます。",
    about_leading="リーダーとして成長したいと考えています。私に見えないことが、あなたには見えます。",
    minutes="{minutes}分ほどいただけませんか。",
    minutes_until="{day}までに、{minutes}分ほどいただけませんか。",
    page="ページを添付します。保存して、ブラウザーで開いてください。スマートフォンでも開けます。アカウントもインター"
    "ネットもいりません。",
    why="お尋ねする理由：{why}",
    counts="誰の名前も入りません。グループの{fewest}人が答えると、それぞれの答えを選んだ人数が私に見えます。",
    counts_and_comments="誰の名前も入りません。グループの{fewest}人が答えると、それぞれの答えを選んだ人数が私に見え"
    "ます。{fewest_for_comments}人以上が答えると、書かれた言葉も一つずつ見えます。",
    seal="封印はほかの人から守るもので、私からは守りません。鍵は私のコンピューターにあり、一つの回答を開くこともでき"
    "ます。プログラムがそのように表示することはありません。",
    collector="{collector}さんが回答を受け取り、ただ一つの鍵を持っています。私が受け取るのはその結果だけで、回答は見"
    "ません。",
    free="評価ではありません。答えなくてもかまいません。",
    send="最後に答えを保存して、そのファイルを{who}に送ってください。",
    send_to_me="最後に答えを保存して、そのファイルを私に送ってください。",
    thanks="学びを助けてくださり、ありがとうございます。",
    student_ask="{asker}さんは、仕事をもっとよくするために、あなたから見えることを知りたいと思っています。短い質問に"
    "答えてください。{minutes}分ほどです。答えなくてもかまいません。成績とは関係ありません。",
    student_ask_until="{asker}さんは、仕事をもっとよくするために、あなたから見えることを知りたいと思っています。{day"
    "}までに、短い質問に答えてください。{minutes}分ほどです。答えなくてもかまいません。成績とは関係ありません。",
    student_counts="あなたの名前は入りません。答えを開くのは私です。{fewest}人以上が答えたときだけ、それぞれの答えを"
    "選んだ人数が{asker}さんに見えます。",
    student_counts_and_comments="あなたの名前は入りません。答えを開くのは私です。{fewest}人以上が答えたときだけ、そ"
    "れぞれの答えを選んだ人数が{asker}さんに見えます。書いた言葉は{fewest_for_comments}人以上のときに見えます。それ"
    "でも、言葉からあなただとわかることがあります。",
    student_send="最後に答えを保存して、そのファイルを{who}に送ってください。",
    student_send_to_me="最後に答えを保存して、そのファイルを私に送ってください。",
    student_thanks="ありがとう。",
)
