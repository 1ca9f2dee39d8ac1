### Todo lo que el bot dice en Discord, en español.

## Commands.

command-ask = preguntar
    .about = Haz una pregunta; los artículos te responden, palabra por palabra.
    .question = pregunta
    .question-about = ¿Qué quieres saber?
    .private = en_privado
    .private-about = Muestra la respuesta solo para ti.
command-sources = fuentes
    .about = Lista los artículos de los que se citan las respuestas.
command-about = acerca
    .about = Qué es Quoth, qué sabe y cómo preguntar.
command-reindex = reindexar
    .about = Vuelve a leer los artículos y pone el índice al día.
command-settings = ajustes
    .about = Mira y cambia cómo me comporto en este servidor.
    .answers = respuestas
    .answers-about = ¿Quién ve las respuestas a /preguntar, si quien pregunta no dice otra cosa?
    .off_in = apagar_en
    .off_in-about = Apágame en este canal, categoría o hilo.
    .on_in = encender_en
    .on_in-about = Vuelve a encenderme ahí.
    .keep_missed = guardar_fallidas
    .keep_missed-about = ¿Guardar las palabras de las preguntas que no encontraron nada, para /lagunas?
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
    .digest-about = ¿Publicar un resumen semanal? Aquí, si resumen_en no dice dónde.
    .digest_in = resumen_en
    .digest_in-about = Publica un resumen semanal en este canal.
command-gaps = lagunas
    .about = Mira qué se ha preguntado que no está en los artículos.
    .ignored = ignoradas
    .ignored-about = Muestra en su lugar las que están ignoradas.
command-privacy = privacidad
    .about = Qué guardo y cómo borrarlo.
command-privacy-show = ver
    .about = Mira exactamente qué guardo aquí.
command-privacy-forget = olvidar
    .about = Borra ya lo que guardo de ti; si administras, también de las preguntas del servidor.

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

stopping = Me estoy reiniciando. Vuelve a preguntar en un minuto, por favor.
interrupted = Me han parado antes de terminar. Inténtalo de nuevo en un minuto, por favor.
outdated = Esto es de una versión anterior a la mía y ya no hace nada. Vuelve a preguntar, por favor.
changed = Este comando ha cambiado. Recarga Discord (Ctrl+R) e inténtalo de nuevo, por favor.
too-long = Esa pregunta es demasiado larga para mí. Pregunta con { $most } caracteres como máximo, por favor.
moderators-only = Solo pueden hacerlo los miembros con el permiso «Gestionar servidor» o con un rol al que este servidor deja gestionarme.
server-only = Esto solo funciona en un servidor.
off-here = Estoy apagado en este canal. Pregunta en otro, por favor.
usage =
    Pregúntame algo: { $mention } y tu pregunta, o `/{ command-ask }`. Respondo con citas de los artículos, palabra por palabra.

## Faults.

unsearchable = Ahora mismo no se puede buscar en los artículos. Un moderador puede usar `/{ command-reindex }`, o quien me administra puede mirar el registro.
not-indexed = No se han podido indexar los artículos. Quien me administra puede mirar el registro.
build-running = Los artículos se están indexando ahora mismo. Inténtalo de nuevo cuando termine, por favor.
not-kept = Ahora mismo no se puede leer ni cambiar nada de lo que este servidor ha ajustado ni de lo que guardo para él, pero sigo respondiendo preguntas. Quien me administra puede mirar el registro.
broken = Algo ha fallado dentro de Quoth. El registro tiene los detalles.
reference = Referencia: { $reference }

## About and the list of articles.

about =
    { "**Quoth**" } responde preguntas citando artículos palabra por palabra, con la fuente. No se inventa nada: cuando los artículos no lo dicen, te lo digo.
    Conozco { articles } ({ passages }), con el índice hecho { $built }. `/{ command-sources }` los enumera.
    Para preguntar, usa `/{ command-ask }` o menciona a { $mention } con tu pregunta; la siguiente puede apoyarse en la anterior.
    -# Privacidad: las preguntas se quedan en el ordenador donde funciono. Guardo las últimas que haces durante 15 minutos en memoria, por si sigues preguntando. `/{ command-privacy } { command-privacy-show }` dice qué más se guarda, si es que se guarda algo.
page-of = página { $page } de { $pages }
no-articles = Todavía no hay artículos.
previous-page = Anterior
next-page = Siguiente

## Settings.

settings-title = Ajustes de este servidor
settings-answers = { $private ->
    [yes] Respuestas a `/{ command-ask }`: solo para quien pregunta, si `{ command-ask.private }` no dice otra cosa
   *[no] Respuestas a `/{ command-ask }`: para todo el canal, si `{ command-ask.private }` no dice otra cosa
}
settings-missed = { $kept ->
    [yes] Palabras de las preguntas que no encontraron nada: se guardan { days }; mira `/{ command-gaps }`
   *[no] Palabras de las preguntas que no encontraron nada: no se guardan
}
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
settings-digest = Resumen semanal: en { $channel }
settings-no-digest = Resumen semanal: ninguno
settings-changes = Últimos cambios

## Questions that found nothing.

gaps-title = Se ha preguntado, pero no está en los artículos
gaps-done = Hecho: quitar hasta que se vuelva a preguntar
gaps-ignore = Ignorar: quitar, se pregunte o no
gaps-restore = Volver a mostrar
gaps-more = … y { $count } más
gaps-times = { $times }×
no-gaps = De las preguntas que he guardado, ninguna se quedó sin respuesta.
no-gaps-kept = Este servidor no guarda las palabras de las preguntas que no encontraron nada, así que no hay nada que mostrar. `/{ command-settings } { command-settings.keep_missed }:True` lo activa; nunca se guarda quién preguntó.

## Privacy.

privacy-title = Qué guardo
privacy-memory = Tus últimas seis preguntas y sus citas, en memoria y durante 15 minutos, por si sigues preguntando. Nunca se escriben en disco.
privacy-nothing-else = De esta conversación, nada más.
privacy-missed = De una pregunta que no encontró nada, o cuya respuesta no gustó, sus palabras y el día, durante { days }, porque este servidor quiere saber qué les falta a los artículos. No quién preguntó, ni dónde. Ahora mismo: { $kept }.
privacy-none-missed = De las preguntas, nada más: este servidor no guarda sus palabras.
privacy-counts = Para el resumen semanal, cuántas preguntas tuvieron respuesta o no encontraron nada en un día, y cuántas veces se citó cada artículo, durante un año. Ni palabras ni nombres.
privacy-admins = Lo que han ajustado los administradores del servidor y, durante un año, quién cambió qué y cuándo.
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
why-nothing-but-page-furniture = no tiene más que adornos de página
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
reveal-sure = Esto revela más de la historia de lo que aquí se debe saber. Nadie más lo verá. ¿Seguro?
reveal-yes = Sí, muéstramela
more-quotes = Más citas
context-before = ◀ Contexto
context-after = Contexto ▶
context-end = -# En esa dirección no se puede mostrar nada más.
quote-gone = Esta cita ya no está en los artículos, o aquí no se puede mostrar. Vuelve a preguntar, por favor.
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
told-not = Este servidor no guarda palabras de las preguntas, así que no puedo avisar. Un moderador puede cambiarlo con `/{ command-settings }`.
rated = Gracias. Cuenta para esta cita; en ningún sitio se guarda quién lo dijo.
rated-already = Ya has valorado esta cita.
rating-title = ¿Qué tiene de malo?
rating-reason = ¿Por qué? (opcional)
rating-kept = Los moderadores quizá lo vean, pero no tu nombre.
rating-not-kept = Gracias. Cuenta para esta cita; este servidor no guarda motivos.
privacy-ratings = De 👍 y 👎, cuántas veces los recibió cada pasaje y, donde se guardan las preguntas sin respuesta, las palabras de la pregunta y el motivo de un 👎. No quién los dio.

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
not-postable = Ahí no puedo publicar un resumen. Elige un canal de texto de este servidor en el que tú también puedas escribir, por favor.
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
    [one] { $missed } no encontró nada.
   *[other] { $missed } no encontraron nada.
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
    Estos canales me niegan algo. Para dármelo: Editar canal → Permisos, añade { $role } y marca ✓ lo que pone. Deja como están los canales que no sean cosa mía.
access-fine = { $channels ->
    [one] Tengo todo lo que necesito en el canal que he mirado.
   *[other] Tengo todo lo que necesito en los { $channels } canales que he mirado.
}
access-members = Los miembros sin ningún rol no pueden usar mis comandos aquí, porque { $command } está desactivado para @everyone. Las menciones funcionan igual.
access-digest = El resumen semanal no se puede publicar en { $channel }: ahí me falta { $names }. Lo vuelvo a intentar cada día.
access-digest-gone = El resumen semanal ya no tiene canal. `/{ command-settings } { command-settings.digest_in }` le da otro.
access-spare = Lo que nunca necesito: { $names }.
access-unknown = Ahora mismo no puedo ver los roles y canales de este servidor. Inténtalo de nuevo en un minuto, por favor.

### Operating

restarted = Me reiniciaron antes de que pudiera responder. Vuelve a preguntar, por favor.
privacy-waiting = Mientras respondo, una nota en disco de dónde va la respuesta, sin ninguna palabra de la pregunta, para poder decirlo si algo me interrumpe. Se borra con la respuesta.
