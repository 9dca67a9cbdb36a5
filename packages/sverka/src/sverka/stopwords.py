"""Words that carry no meaning of their own: Russian, Ukrainian, English. Folded: ё is е, no apostrophes."""

_RUSSIAN = """
а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши вдруг ведь во вот впрочем все всегда всего всей всех
всеми всему всю вы где да даже для до его ее ей ему если есть еще ею же за здесь и из или им ими их к как какая какие какой
когда которая которого которой котором которые который которых кто куда ли либо лишь между меня мне мной много может
можно мой моя мы на над надо нам нами нас наш наша наше наши не него нее ней нельзя нем нему нет нею ни нибудь никогда ним
ними них ничего но ну о об один однако он она они оно от очень перед по под пока после потом потому почти при про раз разве
с сам самая само самый свое своего своей своем свои своих свой свою себе себя со совсем так такая также такие такой там те
тебе тебя тем теми теперь то тобой того тоже той только том тому тот ту туда тут ты у уж уже хоть хотя чего чей чем через
что чтоб чтобы чуть чье эта эти этим этими этих это этого этой этом этому этот эту я
"""
_UKRAINIAN = """
або але багато би був була були було бути вам вас ваш весь від він вона вони воно все всі всього вже де для до його йому з
за зі із й її їй їм їх і коли крім лише майже мене мені ми між може можна мій на навіть над нам нас наш не неї немає ним них
ні ніж об однак ось отже перед під після по при про саме свій свого себе собі та так також там те тебе ти тим тих того той
тому тут у усе усі хоча хто це цей ці цього цьому ця через чи чий чим чого ще що щоб як яка яке який які якого якої якщо
"""
_ENGLISH = """
a about after all also am an and any are as at be because been before being but by can could did do does doing down each few
for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more
most my myself no nor not now of off on once only or other our ours out over own same she should so some such than that the
their theirs them then there these they this those through to too under until up very was we were what when where which while
who whom why will with would you your yours
"""

STOP_WORDS = frozenset((_RUSSIAN + _UKRAINIAN + _ENGLISH).split())
"""All of them; docs/en/text-checks.md says what for."""
