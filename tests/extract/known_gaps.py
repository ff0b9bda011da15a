"""What the program does not find yet though it should: the first line of a case's text, and what is wrong."""

from __future__ import annotations

KNOWN_GAPS: dict[str, str] = {
    "公安东丽分局组织警力巡逻。": "公安 before the area of a bureau",
    "同心县委第二巡察组进驻县医疗保障局。": "a verb inside what the tagger takes for one body",
    "石棉县人大常委会听取报告，县政协作了通报。": "协作 read as a word",
    "干部们参观了百宝寨烈士陵园和当阳市博物馆。": "sites behind a verb",
    "开原市总工会开展“金秋助学”“冬送温暖”活动。": "two quotations under one head",
    "当涂县检察院推进“护苗”“护企”专项行动。": "two quotations under one head",
    "五华区城管局开展“净街”“亮灯”行动。": "two quotations under one head",
    "开原市春耕备耕现场会暨农机推广会召开。": "暨 before an unknown kind of meeting",
    "苏木长乌云其木格与牧民巴特尔算起了账。": "the head of a 苏木",
    "村民高山把自家的橘子送给了驻村干部丁香。": "a name that is a common word",
    "肥城市融媒体中心通讯员刘海涛摄影报道。": "a by-line in running text",
    "沂南县把“积分超市”作为乡村振兴的抓手。": "把A作为B的抓手",
}
