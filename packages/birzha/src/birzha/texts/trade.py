"""Words of the trade that no general dictionary has: on an exchange they are no mistakes, in any form."""

_WORDS = """
антиплагиат битрикс брендбук брендинг бриф бэкенд вайбер вайлдберриз ватсап вебинар вордпресс гайдлайн джанго инфобизнес
инфографик инфоповод кворк кешбэк копирайтер копирайтинг коуч коучинг краулинг кэшбэк лендинг лидогенераци лонгрид маркетплейс
мокап нейминг нейросет оффер парсинг продакшен продакшн промокод промпт редизайн рерайт рерайтер рерайтинг рилс сео сеошник смм
сниппет сторис сторителлинг таргет таргетолог телеграм транскрибаци ттх фриланс фронтенд хэштег чатбот чеклист юзабилити ютуб
"""
_ENDINGS = "а у е ы и я ю ь ом ем ой ей ов ам ах ям ях ью ами ями"

_ROOTS = frozenset(_WORDS.split())
_FORMS = ("", *_ENDINGS.split())


def is_of_the_trade(word: str) -> bool:
    """Whether a word is a form of one of the trade's.

    Args:
        word: small letters.
    """
    return any(word.removesuffix(each) in _ROOTS for each in _FORMS)
