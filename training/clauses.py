"""The text of the sample contracts: our own words for common clauses."""

from __future__ import annotations

from training.content import Clause

SERVICE_JA = (
    ("委託業務", ("甲は、甲の運営する店舗の{work}（以下「本業務」という。）を乙に委託し、乙はこれを受託する。",), ()),
    ("契約期間", ("本契約の有効期間は、{start}から{end}までとする。",
                  "前項の期間が満了する日の1か月前までに、甲乙いずれからも書面による別段の意思表示がないときは、本契約は同一の条件でさらに1年間更新されるものとし、以後も同様とする。"),
     ("effective_date", "expiry_date", "auto_renewal")),
    ("委託料", ("本業務の委託料は、月額金{amount}円（消費税および地方消費税を含む。）とする。",
                "乙は毎月末日に当月分を締め切り、翌月5日までに請求書を甲に送付する。甲は請求書を受領した月の末日までに、乙の指定する口座に振り込む方法で支払う。振込手数料は甲の負担とする。"),
     ("contract_amount",)),
    ("再委託", ("乙は、あらかじめ甲の書面による承諾を得なければ、本業務の全部または一部を第三者に再委託してはならない。",), ()),
    ("報告", ("乙は、毎月の実施内容を翌月10日までに甲に報告する。事故その他の異常があったときは、直ちに甲に連絡し、その指示に従う。",), ()),
    ("秘密の保持", ("甲および乙は、本契約に関して知った相手方の業務上の秘密を第三者に漏らしてはならない。この義務は、本契約が終了した後も3年間存続する。",), ()),
    ("損害の賠償", ("甲または乙が、その責めに帰すべき事由により相手方に損害を与えたときは、その損害を賠償する。",), ()),
    ("解除", ("相手方が本契約に違反し、相当の期間を定めて催告しても是正しないときは、本契約を解除することができる。",
              "相手方に支払の停止または破産、民事再生もしくは会社更生の手続開始の申立てがあったときは、何らの催告を要せず本契約を解除することができる。"), ()),
    ("反社会的勢力の排除", ("甲および乙は、自らが暴力団その他の反社会的勢力に該当せず、将来も該当しないことを表明し、保証する。",), ()),
    ("合意管轄", ("本契約に関する紛争については、{court}を第一審の専属的合意管轄裁判所とする。",), ("jurisdiction_court",)),
    ("協議", ("本契約に定めのない事項および解釈に疑いのある事項は、甲乙が誠意をもって協議のうえ定める。",), ()),
)  # fmt: skip

NDA_JA = (
    ("目的", ("甲および乙は、{work}の可能性を検討するため（以下「本目的」という。）、互いの情報を開示する。",), ()),
    ("秘密情報", ("この契約で秘密情報とは、開示にあたり秘密である旨が示された技術上、営業上その他一切の情報をいう。",
                  "次の各号の一にあたる情報は秘密情報に含まれない。開示の時に公知であったもの、受領者の責めによらず公知となったもの、受領者が正当に保有していたもの、第三者から適法に得たもの。"), ()),
    ("守るべきこと", ("受領者は、秘密情報を本目的のためにのみ用い、開示者の書面による承諾なしに第三者に開示しない。",
                      "受領者は、本目的のために知る必要のある役員および従業員に限り秘密情報を取り扱わせ、同じ義務を負わせる。"), ()),
    ("返還", ("受領者は、本目的が達せられたとき、または開示者が求めたときは、秘密情報を記録した一切の媒体を返還し、または廃棄する。",), ()),
    ("有効期間", ("この契約は{start}に効力を生じ、{end}に終了する。期間の延長は、甲乙の書面による合意によってのみ行うことができ、自動的には更新されない。",),
     ("effective_date", "expiry_date", "auto_renewal")),
    ("存続", ("第3条に定める義務は、この契約が終了した日から2年間なお効力を有する。",), ()),
    ("裁判所", ("この契約から生じる一切の争いは、{court}を専属的合意管轄裁判所として解決する。",), ("jurisdiction_court",)),
)  # fmt: skip

SALE_JA = (
    ("売買", ("売主である甲は、次条に定める機械（以下「本物件」という。）を買主である乙に売り渡し、乙はこれを買い受ける。",), ()),
    ("本物件", ("{work}",), ()),
    ("代金", ("本物件の代金は、金{amount}円（消費税および地方消費税を含む。）とし、乙は本物件の引渡しを受けた日の属する月の翌月末日までに、甲の指定する銀行口座に振り込んで支払う。",), ("contract_amount",)),
    ("引渡し", ("甲は、令和8年12月18日までに、乙の{place}に本物件を据え付け、試運転のうえ引き渡す。",), ()),
    ("検査", ("乙は、引渡しの後7日以内に本物件を検査し、種類、品質または数量が契約の内容に適合しないときは、直ちに甲に通知する。",), ()),
    ("所有権", ("本物件の所有権は、代金の全額が支払われた時に甲から乙に移転する。",), ()),
    ("保証", ("甲は、引渡しの日から1年間、通常の使用において生じた故障を無償で修理する。",), ()),
    ("管轄", ("本契約に関する訴訟は、{court}の管轄に属するものとする。",), ("jurisdiction_court",)),
)  # fmt: skip

NDA_EN = (
    ("Purpose", ("The parties wish to explore {work} (the \"Purpose\") and, for that Purpose alone, may disclose to each other information that they regard as confidential.",), ()),
    ("Confidential Information", ("\"Confidential Information\" means any non-public information, in whatever form, that is marked as confidential or that a reasonable person would understand to be confidential from its nature and the circumstances of disclosure.",
                                  "It does not include information that is or becomes public through no fault of the recipient, that the recipient already held or develops on its own, or that it lawfully receives from a third party."), ()),
    ("Obligations", ("The recipient shall keep Confidential Information secret, use it for the Purpose only, and share it solely with those employees and advisers who need to know it and who are bound by duties no less strict than these.",), ()),
    ("Compelled Disclosure", ("If the recipient is required by law to disclose Confidential Information, it shall, where permitted, give the discloser prompt notice and disclose no more than is required.",), ()),
    ("Return of Materials", ("On written request the recipient shall return or destroy all Confidential Information in its possession within ten (10) business days and confirm in writing that it has done so.",), ()),
    ("No Licence", ("Nothing in this Agreement grants any right in the discloser's patents, trade marks or copyright, or obliges either party to enter into a further agreement.",), ()),
    ("Term", ("This Agreement takes effect on {start} and expires on {end}. It shall not renew automatically; an extension requires a written amendment signed by both parties.",), ("effective_date", "expiry_date", "auto_renewal")),
    ("Remedies", ("The parties acknowledge that damages may be an inadequate remedy for a breach of this Agreement and that the discloser may seek injunctive relief.",), ()),
    ("Governing Law and Jurisdiction", ("This Agreement is governed by the laws of Japan. The {court} shall have exclusive jurisdiction over any dispute arising out of it.",), ("jurisdiction_court",)),
    ("Entire Agreement", ("This Agreement is the whole of the parties' understanding on its subject and may be changed only in writing.",), ()),
)  # fmt: skip

Draft = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def filled(draft: Draft, **facts: str) -> tuple[Clause, ...]:
    """The clauses with the facts of one contract set in."""
    return tuple(Clause(head, tuple(text.format(**facts) for text in body), tags) for head, body, tags in draft)
