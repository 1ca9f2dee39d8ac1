### Todo lo que el bot dice en Discord, en español.

## Commands.

command-ask = preguntar
    .about = Haz una pregunta; los artículos te responden, palabra por palabra.
    .question = pregunta
    .question-about = ¿Qué quieres saber?
    .private = en_privado
    .private-about = Muestra la respuesta solo para ti.
command-sources = fuentes
    .about = Lista los artículos de los que salen las respuestas.
command-about = acerca
    .about = Qué es Quoth, qué sabe y cómo preguntar.
command-reindex = reindexar
    .about = Vuelve a leer los artículos y pone el índice al día.
command-settings = ajustes
    .about = Mira y cambia cómo me comporto en este servidor.
    .answers = respuestas
    .answers-about = ¿Quién ve las respuestas a /preguntar, salvo que quien pregunta diga otra cosa?
    .off_in = apagar_en
    .off_in-about = Apágame en este canal, categoría o hilo.
    .on_in = encender_en
    .on_in-about = Vuelve a encenderme ahí.
    .only_in = solo_en
    .only_in-about = Responder solo en este canal, categoría o hilo, y en otros que se indiquen así.
    .everywhere = en_todas_partes
    .everywhere-about = Responder otra vez en todos los canales, salvo donde estoy apagado.
    .keep_missed = guardar_fallidas
    .keep_missed-about = ¿Guardar las palabras de las preguntas sin respuesta, para /lagunas?
    .days = días
    .days-about = ¿Durante cuántos días se guardan?
    .add_role = añadir_rol
    .add_role-about = Los miembros con este rol también pueden gestionarme.
    .remove_role = quitar_rol
    .remove_role-about = Los miembros con este rol ya no pueden gestionarme.
    .language = idioma
    .language-about = Mi idioma al responder a menciones y en el resumen.
    .per_minute = por_minuto
    .per_minute-about = ¿Cuántas preguntas puede hacer una persona en un minuto?
    .digest = resumen
    .digest-about = ¿Publicar un resumen semanal? Aquí, salvo que resumen_en diga dónde.
    .digest_in = resumen_en
    .digest_in-about = Publica un resumen semanal en este canal.
command-gaps = lagunas
    .about = Mira qué se ha preguntado y no está en los artículos.
    .ignored = ignoradas
    .ignored-about = Muestra en su lugar las ignoradas.
command-privacy = privacidad
    .about = Qué guardo y cómo borrarlo.
command-privacy-show = ver
    .about = Mira exactamente qué guardo aquí.
command-privacy-forget = olvidar
    .about = Borra ya lo que guardo de ti; si administras, también lo de las preguntas del servidor.
    .only_mine = solo_lo_mío
    .only_mine-about = Si administras, deja lo que se guarda de las preguntas del servidor.

## What can be chosen for an option.

choice-public = públicas
choice-private = privadas

## Numbers of things, dates, lists.

articles = { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
}
passages = { $passages ->
    [one] { $passages } pasaje
   *[other] { $passages } pasajes
}
days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}
days-ago = { $days ->
    [0] hoy
    [1] ayer
   *[other] hace { $days } días
}
date = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sept
    [10] oct
    [11] nov
   *[12] dic
} { $year }
and-more = y { $count } más

## Answers.

corrected = Resultados para { $used } (habías preguntado por { $asked }).
closest-passage = Los artículos no lo dicen. Este es el pasaje más cercano, aunque quizá no responda:
disagreeing = Las fuentes no coinciden. Otra dice:
not-found = Los artículos no lo dicen; no he encontrado nada en ellos que responda a esto.
closest-articles = Artículos más cercanos: { $titles }
also-in = también en { $titles }
untitled = sin título
open-source = { $number ->
    [1] Abrir la fuente
   *[other] Abrir la fuente { $number }
}

## Instead of answers.

stopping = Me estoy reiniciando. Vuelve a preguntar dentro de un minuto, por favor.
interrupted = Me han detenido antes de que terminara. Inténtalo de nuevo dentro de un minuto, por favor.
outdated = Esto es de una versión anterior y ya no hace nada. Vuelve a preguntar, por favor.
changed = Este comando ha cambiado. Recarga Discord (Ctrl+R) e inténtalo de nuevo, por favor.
too-long = Esa pregunta es demasiado larga para mí. Pregunta con { $most } caracteres como máximo, por favor.
moderators-only = Solo pueden hacerlo los miembros con el permiso «Gestionar servidor» o con un rol al que este servidor permite gestionarme.
server-only = Esto solo funciona en un servidor.
on-in = Solo respondo en { $channels }. Pregunta ahí, por favor.
off-here = Estoy apagado en este canal. Pregunta en otro, por favor.
usage =
    ¡Con mucho gusto! Pregúntame algo: { $mention } y tu pregunta, o `/{ command-ask }`. Respondo con citas de los artículos, palabra por palabra.
usage-role = -# Has mencionado mi rol, y Discord me oculta las palabras de esos mensajes. Elige mi propio nombre, { $mention }.

## Faults.

unsearchable = Ahora mismo no se puede buscar en los artículos. Un moderador puede usar `/{ command-reindex }`, o quien me administra puede mirar el registro.
not-indexed = No se han podido indexar los artículos. Quien me administra puede mirar el registro.
build-running = Los artículos se están indexando ahora mismo. Inténtalo de nuevo cuando termine, por favor.
not-kept = Ahora mismo no se puede leer ni cambiar nada de los ajustes de este servidor ni de lo que guardo para él, pero sigo respondiendo a las preguntas. Quien me administra puede mirar el registro.
horizon-unread = Ahora mismo no se puede leer hasta dónde puedo contar la historia, así que solo cito lo que no revela nada. Vuelve a intentarlo en unos minutos, por favor.
hidden-unread = Ahora mismo no se puede leer qué han ocultado los moderadores, así que no muestro nada. Vuelve a intentarlo en unos minutos, por favor.
disk-refuses = No hay sitio para guardar esto, o ahora mismo no se puede escribir nada. Quien me administra puede mirar el registro.
broken = Algo ha fallado dentro de Quoth. El registro tiene los detalles.
reference = Referencia: { $reference }

## About and the list of articles.

about =
    { "**Quoth**" } responde a preguntas citando artículos palabra por palabra, con la fuente. No se inventa nada: cuando los artículos no lo dicen, te lo digo.
    Conozco { articles } ({ passages }), indexados { $built }. `/{ command-sources }` los enumera.
    Para preguntar, usa `/{ command-ask }` o menciona a { $mention } con tu pregunta; la siguiente puede apoyarse en la anterior.
    -# Privacidad: las preguntas se quedan en el ordenador donde funciono. Guardo en memoria las últimas que haces, durante 15 minutos, por si sigues preguntando. `/{ command-privacy } { command-privacy-show }` dice qué más se guarda, si es que se guarda algo.
about-managing = Aquí me gestionas tú. `/{ command-permissions } { command-permissions-check }` dice qué me falta, `/{ command-settings }` cómo me comporto, `/{ command-articles } { command-articles-add }` añade lo que sé y `/{ command-gaps }` dice qué se echa en falta.
page-of = página { $page } de { $pages }
no-articles = Todavía no hay artículos.
previous-page = Anterior
next-page = Siguiente

## Settings.

settings-title = Ajustes de este servidor
settings-answers = { $private ->
    [yes] Respuestas a `/{ command-ask }`: solo para quien pregunta, salvo que `{ command-ask.private }` diga otra cosa
   *[no] Respuestas a `/{ command-ask }`: para todo el canal, salvo que `{ command-ask.private }` diga otra cosa
}
settings-missed = { $kept ->
    [yes] Palabras de las preguntas sin respuesta: se guardan durante { days }; mira `/{ command-gaps }`
   *[no] Palabras de las preguntas sin respuesta: no se guardan
}
settings-only-in = Encendido solo en
settings-off-in = Apagado en
settings-off-nowhere = No estoy apagado en ningún canal
settings-managers = Pueden gestionarme, además de quienes gestionan el servidor
settings-no-managers = Pueden gestionarme: quienes gestionan el servidor
settings-language = Mi idioma al responder a menciones: { $spoken }
settings-automatic = el que diga Discord
settings-per-minute = { $questions ->
    [one] Cada persona puede hacer { $questions } pregunta por minuto
   *[other] Cada persona puede hacer { $questions } preguntas por minuto
}
settings-digest = Resumen semanal: en { $channel }; el próximo, el { $when }
settings-no-digest = Resumen semanal: ninguno
settings-changes = Últimos cambios

## Questions that found nothing.

gaps-title = Se ha preguntado, pero no está en los artículos
gaps-done = Hecho: quitar hasta que se vuelva a preguntar
gaps-ignore = Ignorar: quitar, se pregunte o no
gaps-answered = -# ✅ Los artículos ya responden a estas palabras.
gaps-restore = Volver a mostrar
gaps-more = … y { $count } más
gaps-times = { $times }×
no-gaps = De las preguntas que he guardado, ninguna se quedó sin respuesta.
no-gaps-ignored = No se ignora nada.
no-gaps-kept = Este servidor no guarda las palabras de las preguntas sin respuesta, así que no hay nada que mostrar. `/{ command-settings } { command-settings.keep_missed }:True` lo activa; nunca se guarda quién preguntó.

## Privacy.

privacy-title = Qué guardo
privacy-memory = Tus últimas seis preguntas y sus citas, en memoria y durante 15 minutos, por si sigues preguntando. Nunca se escriben en disco.
privacy-moment = En memoria, hasta que otros ocupan su lugar: el idioma que tienes puesto en Discord, a qué mensaje tuyo respondí con cuál, con la pregunta y su primera cita, cuántas preguntas has hecho en el último minuto y qué has compartido o señalado a los moderadores.
privacy-nothing-else = De esta conversación, nada más.
privacy-missed = De una pregunta que se quedó sin respuesta, o cuya respuesta no gustó, sus palabras y el día, durante { days }, porque este servidor quiere saber qué les falta a los artículos. No quién preguntó, ni dónde. Ahora mismo: { $kept }.
privacy-none-missed = De las preguntas, nada más: este servidor no guarda sus palabras.
privacy-counts = Para el resumen semanal, cuántas preguntas tuvieron respuesta y cuántas no en un día, y cuántas veces se citó cada artículo, durante un año. Ni palabras ni nombres.
privacy-admins = Lo que los administradores del servidor han ajustado, ocultado, fijado y nombrado, los artículos que han añadido y, durante un año, quién cambió qué y cuándo.
privacy-where = Todo se queda en el ordenador donde funciono. `/{ command-privacy } { command-privacy-forget }` borra ya lo que guardo de ti; a quienes administran les borra también lo que se guarda de las preguntas del servidor.
forgotten-yours = Hecho. Ya no recuerdo nada de lo que preguntaste.
forgotten = Ya no guardo ni una palabra de las preguntas de este servidor.

## Reading the articles anew.

indexing = Indexando los artículos…
indexing-progress = Indexando los artículos: { $done } de { $total } ({ $file })
indexed = Listo en { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s: { articles }, { passages }.
nothing-changed = No ha cambiado ningún artículo.
added = Añadidos
changed-files = Cambiados
removed = Quitados
skipped = Omitidos

## Why a file is skipped. The name of a text is made of the English, with "n" for a number.

why-not-a-txt-md-or-html-file = no es un archivo .txt, .md o .html
why-empty = vacío
why-nothing-but-page-furniture = solo tiene menús, avisos y otros adornos de la página
why-there-is-no-such-file = no existe ese archivo
why-permission-denied-make-the-file-readable = permiso denegado: haz que el archivo se pueda leer
why-not-a-regular-file = no es un archivo normal
why-larger-than-n-mb-split-it = ocupa más de { $n1 } MB: divídelo
why-too-many-lines-or-sentences-split-it = demasiadas líneas o frases: divídelo
why-unknown-encoding-save-it-as-utf-8 = codificación desconocida: guárdalo en UTF-8
why-binary-file-not-text = es un archivo binario, no texto
why-damaged-utf-8-at-byte-n-save-it-as-utf-8-again = UTF-8 dañado en el byte { $n1 }: vuelve a guardarlo en UTF-8
why-too-many-tags-save-its-text-as-txt = demasiadas etiquetas: guarda su texto como .txt
why-a-tag-with-too-many-attributes-save-the-page-s-text-as-txt = una etiqueta con demasiados atributos: guarda el texto de la página como .txt
why-no-article-found-in-this-page-save-its-text-as-txt = no hay ningún artículo en esta página: guarda su texto como .txt
why-a-link-that-leads-out-of-the-folder = un enlace que lleva fuera de la carpeta
why-a-link-that-leads-nowhere-or-to-itself = un enlace que no lleva a ninguna parte o a sí mismo
why-not-in-the-folder = no está en la carpeta
why-a-hidden-file-which-is-passed-over = un archivo oculto, que se pasa por alto
why-has-more-than-n-lines-those-beyond-are-not-read = tiene más de { $n1 } líneas: las siguientes no se leen
why-line-n-has-more-than-n-names = la línea { $n1 } tiene más de { $n2 } nombres
why-line-n-is-not-of-the-form-name-other-name = la línea { $n1 } no tiene la forma NOMBRE = OTRO NOMBRE
why-longer-than-n-kb = pasa de { $n1 } KB
why-malformed-yaml = YAML mal formado
why-not-a-list-of-fields = no es una lista de campos
why-anchors-and-aliases-are-not-supported = no se admiten anclas ni alias
why-nested-too-deeply = demasiados niveles
why-published-must-be-a-date-such-as-2024-01-31 = published tiene que ser una fecha como 2024-01-31
why-unlock-must-be-a-utc-time-such-as-2026-03-01t20-00z = unlock tiene que ser una hora UTC como 2026-03-01T20:00Z
why-front-matter = cabecera: { $why }

### Spoilers.

command-spoilers = spoilers
    .about = Hasta dónde puedo contar la historia aquí.
command-spoilers-show = ver
    .about = Mira hasta dónde cuento la historia en este servidor.
command-spoilers-server = servidor
    .about = Decide hasta dónde cuento la historia en este servidor.
    .point = punto
    .point-about = Hasta dónde: S04E10, Libro 2, todo, nada, o clear para quitarlo.
command-spoilers-channel = canal
    .about = Decide hasta dónde cuento la historia en un canal.
    .point = punto
    .point-about = Hasta dónde: S04E10, Libro 2, todo, nada, o clear para quitarlo.
    .channel = canal
    .channel-about = Otro canal que no sea este, una categoría o un hilo.
command-progress = progreso
    .about = Dime hasta dónde has llegado, para las respuestas que solo ves tú.
    .point = punto
    .point-about = S02E05, Libro 2, todo, nada, o forget para que lo olvide.

everything = todo
nothing = nada
clear-it = quitarlo (como si nunca se hubiera fijado)
seen-everything = lo he visto todo
forget-me = olvídame
no-point = No entiendo a qué punto de la historia te refieres. Dilo como `S02E05`, `Temporada 4`, `Libro 2 Capítulo 5`, `Capítulo 12`, `todo` o `nada`.
no-channel = No sé qué canal es este. Elige uno en la opción `canal`.
horizons-title = Hasta dónde cuento la historia
horizon-server = En este servidor: { $point }
horizon-here = En este canal: { $point }
horizon-left = Aquí cito { $articles } de { $of } artículos. { $silent ->
    [0] Todos dicen hasta dónde revelan la historia.
    [one] Uno no dice hasta dónde revela la historia; `/{ command-articles } { command-articles-list }` lo señala.
   *[other] { $silent } no dicen hasta dónde revelan la historia; `/{ command-articles } { command-articles-list }` los señala.
}
horizon-channels = Fijado en canales concretos
horizons-explained = -# Lo que va más allá, o no dice hasta dónde llega, no se muestra. Lo de una categoría vale para sus canales, y lo de un canal para sus hilos. En las respuestas que ve una sola persona cuenta, en cambio, hasta dónde ha llegado esa persona (`/{ command-progress }`).
progress = En las respuestas que solo ves tú, te cuento la historia hasta: { $point }. Las que también ven los demás no pasan de lo fijado para el canal. Con `/{ command-progress } { command-progress.point }:forget` lo olvido.
progress-unknown = No me has dicho hasta dónde has llegado, así que para ti también cuenta lo fijado para el canal. Dímelo con `/{ command-progress } { command-progress.point }:S02E05`.
progress-forgotten = Hecho. Ya no sé hasta dónde has llegado, en ningún servidor, ni qué has preguntado.
privacy-progress = Hasta dónde has llegado en la historia de un servidor, si lo dices con `/{ command-progress }`, hasta que digas `/{ command-progress } { command-progress.point }:forget`.

### Conversation.

command-find-the-quote-for-this = Buscar la cita de esto
too-many = Son más preguntas de las que puedo responder a la vez. Vuelve a preguntar dentro de { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
nothing-to-find = En ese mensaje no hay palabras que pueda buscar.
privacy-suggestions = Las últimas 200 preguntas que se hicieron aquí en público y tuvieron respuesta, en memoria y sin guardar quién preguntó, para ofrecérselas a quien escriba `/{ command-ask }`.
### Cards: an answer with its buttons.

tier = { $tier ->
    [official] oficial
    [interview] entrevista
    [recap] resumen
   *[wiki] wiki
}
disagree = Las fuentes no coinciden
beyond = -# Hay una respuesta mejor más allá del límite de spoilers de aquí.
reveal = Mostrármela solo a mí
reveal-sure = Esto revela más de la historia de lo que aquí se debería saber. Nadie más lo verá. ¿Seguro?
reveal-yes = Sí, muéstramela
more-quotes = Más citas
context-before = ◀ Contexto
context-after = Contexto ▶
context-end = -# En esa dirección no se puede mostrar nada más.
quote-gone = Esta cita ya no está en los artículos, o está más adelante en la historia de lo que aquí te puedo mostrar. Vuelve a preguntar, por favor.
share = Compartir
shared = { $who } comparte:
shared-already = Ya lo has compartido.
shared-not = Esto no se puede compartir aquí: va más allá de lo que se puede ver en este canal, o ya no está en los artículos.
delete-answer = 🗑 Borrar
delete-others = Solo puede borrar esta respuesta quien preguntó, o un moderador.
did-you-mean = ¿Querías decir: { $question }?
tell-moderators = Avisar a los moderadores
told = Gracias. Los moderadores verán qué se ha preguntado, pero no quién.
told-already = Ya has avisado a los moderadores.
told-not = Este servidor no guarda palabras de las preguntas, así que no puedo avisarles. Un moderador puede cambiarlo con `/{ command-settings }`.
rated = Gracias. Cuenta para esta cita; nadie sabrá quién lo ha dicho.
rated-already = Ya has valorado esta cita.
rating-title = ¿Qué tiene de malo?
rating-reason = ¿Por qué? (opcional)
rating-kept = Los moderadores quizá lo vean, pero no tu nombre.
rating-not-kept = Gracias. Cuenta para esta cita; este servidor no guarda motivos.
privacy-ratings = De 👍 y 👎, cuántas veces los recibió cada pasaje y, donde se guardan las preguntas sin respuesta, las palabras de la pregunta y el motivo de un 👎. No quién los dio: solo, durante { days }, una marca que nadie puede leer, para que cada persona cuente una vez.

### Articles of a server, what it hides and pins, other names, proofs.

command-articles = artículos
    .about = Lo que este servidor ha añadido a los artículos y lo que oculta.
command-articles-add = añadir
    .about = Añade un artículo a la biblioteca de este servidor, desde un archivo o una página.
    .file = archivo
    .file-about = Un archivo .md, .txt, .html o .pdf de hasta 10 MB.
    .url = url
    .url-about = La dirección de una página pública.
    .title = título
    .title-about = Cómo se llama el artículo, si no lo dice él mismo.
    .date = fecha
    .date-about = Cuándo se publicó: 2024-01-31.
    .spoils = revela
    .spoils-about = Hasta dónde revela la historia, como S04E10.
    .unlock = desbloqueo
    .unlock-about = Fuera de las respuestas hasta entonces, en UTC: 2026-03-01T20:00Z.
    .replaces = sustituye
    .replaces-about = ¿A cuál de los que ha añadido este servidor sustituye?
command-articles-edit = editar
    .about = Di algo más de un artículo que este servidor ha añadido; su texto no cambia.
    .article = artículo
    .article-about = ¿Cuál de los que ha añadido este servidor?
    .title = título
    .title-about = Cómo se llama.
    .date = fecha
    .date-about = Cuándo se publicó: 2024-01-31.
    .spoils = revela
    .spoils-about = Hasta dónde revela la historia, como S04E10.
    .unlock = desbloqueo
    .unlock-about = Fuera de las respuestas hasta entonces, en UTC: 2026-03-01T20:00Z.
command-articles-list = lista
    .about = Lista los artículos de los que salen las respuestas de este servidor.
command-articles-info = info
    .about = Mira qué se sabe de un artículo.
    .article = artículo
    .article-about = ¿Cuál?
command-articles-remove = quitar
    .about = Quita un artículo que este servidor ha añadido.
    .article = artículo
    .article-about = ¿Cuál de los que ha añadido este servidor?
command-articles-hide = ocultar
    .about = Deja un artículo fuera de las respuestas de este servidor.
    .article = artículo
    .article-about = ¿Cuál?
command-articles-show = mostrar
    .about = Vuelve a citar un artículo o pasaje oculto, o deja de fijar un pasaje.
    .article = artículo
    .article-about = ¿Cuál?
command-articles-hidden = ocultos
    .about = Lista los artículos y pasajes que este servidor oculta o fija.
command-alias = alias
    .about = Nombres que significan lo mismo.
command-alias-add = añadir
    .about = Haz que otro nombre signifique lo mismo.
    .name = nombre
    .name-about = Un nombre, tal como lo escriben los artículos.
    .other = otro
    .other-about = Otro nombre para lo mismo.
command-alias-list = lista
    .about = Lista los nombres que este servidor ha añadido.
command-alias-remove = quitar
    .about = Haz que unos nombres ya no signifiquen lo mismo.
    .names = nombres
    .names-about = ¿Cuáles?
command-verify = verificar
    .about = Vuelve a leer un artículo y demuestra que una cita sigue en él.
    .quote = cita
    .quote-about = Las palabras, tal como se citaron.
command-pin-this-passage = Fijar este pasaje
command-hide-this-passage = Ocultar este pasaje
command-verify-this-quote = Verificar esta cita

articles-fetching = Leyéndolo…
articles-own = de este servidor
articles-shared = compartido
articles-hidden = oculto
articles-one-of-two = Dame un archivo o una url, una de las dos cosas, por favor.
articles-wrong-kind = Leo archivos .md, .txt, .html y .pdf. Este no es ninguno de ellos.
articles-not-downloaded = Discord no me ha entregado el archivo. Inténtalo de nuevo, por favor.
articles-refused = Esto no puede ser un artículo: { $why }.
articles-too-heavy = Esto no puede ser un artículo: leerlo lleva demasiado tiempo o memoria.
articles-busy = Ya se están añadiendo { $most } artículos de este servidor. Espera a que termine alguno, por favor.
articles-too-many = Este servidor tiene { $most } artículos propios y no caben más. Quita antes alguno, por favor.
articles-too-much = Los artículos propios de este servidor ocuparían más de { $most } MB. Quita antes alguno, por favor.
articles-there = Este servidor ya tiene ese mismo artículo: { $file }.
articles-bad-date = No entiendo esa fecha. Escríbela así, por favor: 2024-01-31.
articles-bad-spoils = No entiendo hasta dónde revela la historia. Escribe, por favor: { $examples }.
articles-bad-unlock = No entiendo esa hora. Escríbela en UTC, por favor, así: 2026-03-01T20:00Z.
articles-nothing-said = Dime qué tiene que cambiar, por favor: el título, la fecha, hasta dónde revela o el desbloqueo.
articles-unknown = Aquí no hay ningún artículo «{ $article }». `/{ command-articles } { command-articles-list }` los enumera todos.
articles-not-own = Este servidor no ha añadido ese artículo. Uno compartido se puede ocultar: `/{ command-articles } { command-articles-hide }`.
articles-remove = Quitar
articles-remove-sure = ¿Quitar «{ $title }» para siempre? Su archivo se borra.
article-is-added = Añadido: **{ $title }**
article-is-changed = Cambiado: **{ $title }**
article-is-removed = Quitado: { $file }
article-is-hidden = «{ $title }» está oculto: las respuestas de este servidor ya no salen de él. `/{ command-articles } { command-articles-show }` lo deshace.
article-is-shown = «{ $title }» ya no está oculto.
article-file = Archivo: { $file }
article-spoils = Revela la historia hasta: { $spoils }
article-spoils-unknown = No dice hasta dónde revela la historia, así que solo se cita donde se puede contar todo.
article-locked = 🔒 fuera de las respuestas hasta el { $when }
article-silent = no dice hasta dónde revela
article-added = Lo añadió { $who }, { $when }
article-judged = 👍 Útil: { $good } · 👎 Poco útil: { $bad }
article-thumbs = 👍 { $good } 👎 { $bad }
article-reasons = Últimos motivos de 👎:
article-reasons-not-kept = Los motivos se guardan desde que se activa `/{ command-settings } { command-settings.keep_missed }:True`.
fetch-address = Esa no es una dirección que yo pueda leer. Dame una que empiece por https:// o http://, sin usuario ni contraseña, por favor.
fetch-port = Solo leo páginas en los puertos habituales de la web (80 y 443).
fetch-private = Esa dirección no lleva a la internet pública, así que no la leo.
fetch-unreachable = No se ha podido leer esa página: su servidor no responde como debe.
fetch-slow = Esa página ha tardado demasiado. Guárdala y añade el archivo, por favor.
fetch-robots = Ese sitio pide a los programas que no lean esta página (robots.txt). Guárdala y añade el archivo, si te está permitido, por favor.
fetch-status = No se ha podido leer esa página: su servidor ha respondido { $status }.
fetch-type = Leo páginas web, texto sin formato, Markdown y PDF. Eso es { $type }.
fetch-redirects = Esa página redirige demasiadas veces.
fetch-large = Eso pasa de 10 MB. Divídelo, por favor.
reindex-cancel = Cancelar
reindex-cancelled = Cancelado. Los artículos están como antes.
reindex-over = Ahora mismo no se está indexando nada para este servidor.
passage-is-pinned = Fijado: donde este pasaje responda casi tan bien como el mejor, irá primero.
    > { $quote }
passage-is-hidden = Oculto: este servidor ya no responde con este pasaje.
    > { $quote }
passage-is-unmarked = Deshecho: este pasaje no está ni fijado ni oculto.
passage-none-here = Esa no es una respuesta mía con una cita que yo conozca.
passage-gone = El pasaje citado ya no está en los artículos.
undo = Deshacer
mark-pinned = fijado
mark-hidden = oculto
mark-gone = ya no está en los artículos
marks-title = Oculto y fijado
marks-undo = -# `/{ command-articles } { command-articles-show }` deshace cualquiera de estos.
marks-none = Este servidor no oculta ni fija nada.
alias-bad = Dame dos nombres con letras o cifras, por favor.
alias-unknown = Este servidor no ha añadido esos nombres. `/{ command-alias } { command-alias-list }` los enumera.
alias-is-added = Desde ahora significan lo mismo: { $names }
alias-unheard = Ninguno de ellos está así en los artículos. ¿Hay alguno mal escrito?
alias-is-removed = Ya no significan lo mismo: { $names }
aliases-title = Otros nombres
aliases-none = Este servidor no ha añadido otros nombres. `/{ command-alias } { command-alias-add }` los añade.
curation-full = Este servidor ha llegado a { $most } de estos y no caben más. Quita antes alguno, por favor.
verify-title = Prueba
verify-stands = ✅ Está en **{ $title }** ({ $file }), palabra por palabra: caracteres del { $start } al { $stop } del texto, cuyo SHA-256 es `{ $hash }`.
verify-moved = Ha cambiado de sitio desde que se indexaron los artículos.
verify-gone = ❌ Ya no está en **{ $title }** ({ $file }). El SHA-256 de su texto es `{ $hash }`.
verify-unreadable = ❌ { $file } ya no se puede leer: { $why }.
verify-nowhere = ❌ Estas palabras no están en ningún artículo, palabra por palabra, hasta donde las encuentro.

why-an-encrypted-pdf-save-it-without-a-password = un PDF cifrado: guárdalo sin contraseña
why-more-than-n-pages-split-it = más de { $n1 } páginas: divídelo
why-a-damaged-pdf = un PDF dañado
why-a-pdf-without-text-scanned-pages-have-to-be-recognised-first = un PDF sin texto: las páginas escaneadas hay que reconocerlas antes
why-a-pdf-by-another-name = un PDF con otro nombre
why-a-pdf-by-its-name-alone = un PDF solo de nombre
why-cannot-be-read = no se puede leer

### Moderators' tools

language = Español

command-audit = auditoría
    .about = Mira qué han hecho aquí los administradores, lo último primero.
command-permissions = permisos
    .about = Qué puedo hacer en este servidor.
command-permissions-check = revisar
    .about = Mira qué permisos me faltan aquí y cómo dármelos.
    .channel = canal
    .channel-about = Solo este canal, categoría o hilo.

## Below the settings: what menus are for, and what buttons do.

menu-off-in = Apagado en…
menu-roles = Roles que pueden gestionarme…
menu-digest = Resumen semanal en…
menu-language = Idioma
button-private = Responder en privado
button-public = Responder en público
button-keep = Guardar palabras sin respuesta
button-keep-none = No guardar palabras
owners-only = Solo los miembros con el permiso «Gestionar servidor» eligen los roles que pueden gestionarme.
not-everyone = @everyone no puede ser un rol que me gestione. Elige otro, por favor.
not-postable = Ahí no puedo publicar un resumen. Elige un canal de texto de este servidor en el que podamos escribir tú y yo, por favor.
unknown-language = No tengo textos en ese idioma. Elige uno de la lista, por favor.

## The audit list.

audit-title = Qué han hecho los administradores
no-actions = Ningún administrador ha cambiado nada todavía.

## The weekly digest.

digest-title = La semana con Quoth
digest-asked = { $answered ->
    [one] { $answered } pregunta tuvo respuesta
   *[other] { $answered } preguntas tuvieron respuesta
} y { $missed ->
    [one] { $missed } se quedó sin respuesta.
   *[other] { $missed } se quedaron sin respuesta.
}
digest-quoted = Lo más citado
digest-gaps = Se ha preguntado, pero no está en los artículos
digest-changed = Artículos nuevos o cambiados
digest-why = Los administradores de este servidor quieren esto cada semana. `/{ command-settings } { command-settings.digest }:False` le pone fin.

## What the bot lacks. Permissions are called what Discord calls them.

permission = { $permission ->
    [view_channel] Ver canales
    [send_messages] Enviar mensajes
    [send_messages_in_threads] Enviar mensajes en hilos
    [read_message_history] Leer el historial de mensajes
    [embed_links] Insertar enlaces
    [attach_files] Adjuntar archivos
   *[use_application_commands] Usar comandos de aplicaciones
}
access-title = Mis permisos
access-server =
    En todo el servidor me falta { $names }.
    Para dármelo: Ajustes del servidor → Roles → { $role } → Permisos, y actívalo. O invítame otra vez: { $invite }
access-channels =
    Estos canales me niegan algo. Para dármelo: Editar canal → Permisos, añade { $role } y marca con ✓ lo que se indica. Deja como están los canales que no sean cosa mía.
access-in-vain = allí me han preguntado en vano
access-fine = { $channels ->
    [one] Tengo todo lo que necesito en el canal que he mirado.
   *[other] Tengo todo lo que necesito en los { $channels } canales que he mirado.
}
access-members = Los miembros sin ningún rol no pueden usar mis comandos aquí, porque { $command } está desactivado para @everyone. Las menciones funcionan igual.
access-digest = El resumen semanal no se puede publicar en { $channel }: ahí me falta { $names }. Lo vuelvo a intentar cada día.
access-digest-gone = El resumen semanal ya no tiene canal. `/{ command-settings } { command-settings.digest_in }` le da otro.
access-spare = Lo que nunca necesito: { $names }.
access-unknown = Ahora mismo no puedo ver los roles y canales de este servidor. Inténtalo de nuevo dentro de un minuto, por favor.

### Operating

restarted = Me han reiniciado antes de que pudiera responder. Vuelve a preguntar, por favor.
privacy-waiting = Mientras respondo, una nota en disco de adónde va la respuesta, sin ninguna palabra de la pregunta, para poder decirlo si algo me interrumpe. Se borra con la respuesta.
